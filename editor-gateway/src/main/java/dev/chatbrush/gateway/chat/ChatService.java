package dev.chatbrush.gateway.chat;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditEvents;
import dev.chatbrush.gateway.edit.EditJob;
import dev.chatbrush.gateway.edit.EditJobs;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.edit.EditRunner;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRecorder;
import dev.chatbrush.gateway.journal.EditRow;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.storage.BlobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** Takes messages, each once, and gives them to the workers. */
@ApplicationScoped
public class ChatService {
  private final EditRecorder recorder;
  private final EditRunner runner;
  private final EditJobs jobs;
  private final EventHub hub;
  private final Json json;
  private final RandomIds ids;
  private final Clock clock;

  public ChatService(
      EditRecorder recorder,
      EditRunner runner,
      EditJobs jobs,
      EventHub hub,
      Json json,
      RandomIds ids,
      Clock clock) {
    this.recorder = recorder;
    this.runner = runner;
    this.jobs = jobs;
    this.hub = hub;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /** Starts to carry out {@code request}, or finds the edit that the same key started before. */
  EditHandle start(SessionId session, EditRequest request, String key) {
    String hash = BlobId.of(json.write(request).getBytes(StandardCharsets.UTF_8)).value();
    Optional<EditHandle> earlier = earlier(session, key, hash);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    EditJob job = new EditJob(ids.next(), session, request, event -> hub.publish(session, event));
    EditRow row =
        new EditRow(job.id(), session, EditOutcome.RUNNING, clock.instant(), key, hash, null);
    jobs.enter();
    MessageView message;
    try {
      message = recorder.begin(row, request.text());
    } catch (EditorException e) {
      jobs.leave();
      // The same key may have come twice at the same moment.
      return Optional.of(e)
          .filter(failure -> failure.type().is(ProblemCode.EDIT_RUNNING))
          .flatMap(failure -> earlier(session, key, hash))
          .orElseThrow(() -> e);
    }
    job.tell(new EditEvents(job.id()).accepted(message));
    jobs.start(job, () -> runner.run(job));
    return EditHandle.of(job);
  }

  private Optional<EditHandle> earlier(SessionId session, String key, String hash) {
    if (key == null) {
      return Optional.empty();
    }
    return recorder.findByKey(session, key).map(row -> handle(row, hash));
  }

  private EditHandle handle(EditRow row, String hash) {
    if (!hash.equals(row.requestHash())) {
      throw new EditorException(
          ProblemCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key came with another body before. Send a new key with a new request.");
    }
    return jobs.find(row.session(), row.id())
        .map(EditHandle::of)
        .or(() -> recorder.find(row.session(), row.id()).flatMap(EditHandle::ofFinished))
        .orElseThrow(ChatProblems::elsewhere);
  }

  /**
   * Stops an edit within one step of its model.
   *
   * @return false when it does not run here (any more)
   */
  boolean tryCancel(SessionId session, String editId) {
    return jobs.find(session, editId).map(EditJob::cancel).orElse(false);
  }

  /** As {@link #tryCancel}; fails with EDIT_NOT_FOUND, EDIT_FINISHED, EDIT_RUNNING elsewhere. */
  void cancel(SessionId session, String editId) {
    if (!tryCancel(session, editId)) {
      EditRow row = recorder.find(session, editId).orElseThrow(() -> ChatProblems.notFound(editId));
      throw row.isRunning() ? ChatProblems.elsewhere() : ChatProblems.finished(row.state());
    }
  }

  /**
   * A preview of a running edit, JPEG.
   *
   * @param number 0 = the newest
   */
  byte[] preview(SessionId session, String editId, int number) {
    return jobs.find(session, editId)
        .flatMap(job -> job.previews().find(number))
        .orElseThrow(
            () ->
                new EditorException(
                    ProblemCode.PREVIEW_NOT_FOUND,
                    "Only the last previews of a running edit are kept."));
  }
}
