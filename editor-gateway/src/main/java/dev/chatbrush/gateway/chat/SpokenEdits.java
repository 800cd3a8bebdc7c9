package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditEvents;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.write.Write;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Carries out a message while its caller waits: for doors that have no stream of events. */
@ApplicationScoped
public class SpokenEdits {
  private static final Logger LOG = Logger.getLogger(SpokenEdits.class);
  private static final long LOOK_MILLIS = 200;

  private final ChatService chat;
  private final KnownEdits known;

  public SpokenEdits(ChatService chat, KnownEdits known) {
    this.chat = chat;
    this.known = known;
  }

  /** Hears each finished step of a model, and each preview: JPEG or, where see-through, PNG. */
  @FunctionalInterface
  public interface StepListener {
    void finished(int step, int total);

    default void preview(byte[] file) {}
  }

  /**
   * Waits for the end.
   *
   * @param cancelled looked at all the while; once true the edit is stopped within one step
   */
  public EditOutcome run(
      SessionId session, EditRequest request, StepListener listener, BooleanSupplier cancelled) {
    EditHandle edit = chat.start(Write.unconditional(session), request);
    Cancellable listening =
        edit.events()
            .subscribe()
            .with(
                event -> tell(session, event, listener),
                failure -> LOG.debugf(failure, "no more progress of edit %s", edit.editId()));
    try {
      return await(session, edit, cancelled);
    } finally {
      listening.cancel();
    }
  }

  private void tell(SessionId session, Event event, StepListener listener) {
    if (event.data() instanceof EditEvents.StepProgress progress) {
      listener.finished(progress.step(), progress.totalSteps());
    } else if (event.data() instanceof EditEvents.Preview preview) {
      known.newestPreview(session, preview.editId()).ifPresent(listener::preview);
    }
  }

  private EditOutcome await(SessionId session, EditHandle edit, BooleanSupplier cancelled) {
    CompletableFuture<EditOutcome> outcome = edit.outcome().subscribeAsCompletionStage();
    boolean stopping = false;
    while (true) {
      try {
        return outcome.copy().orTimeout(LOOK_MILLIS, TimeUnit.MILLISECONDS).join();
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof TimeoutException)) {
          throw e;
        }
      }
      if (!stopping && cancelled.getAsBoolean()) {
        stopping = true;
        known.tryCancel(session, edit.editId());
      }
    }
  }
}
