package dev.chatbrush.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditJob;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.InterruptedEditException;
import dev.chatbrush.gateway.testing.SilentPages;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EditHandleTest {
  private static final SessionId SESSION = new SessionId("01ARZ3NDEKTSV4RRFFQ69G5FAV");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EditJob job =
      new EditJob("edit", SESSION, EditRequest.of("winter", null), new SilentPages());
  private final CompletableFuture<EditOutcome> stored = new CompletableFuture<>();
  private final EditHandle handle =
      EditHandle.of(
          job, EditHandle.ofStored("edit", Uni.createFrom().completionStage(() -> stored.copy())));

  @BeforeEach
  void begin() {
    job.events().publish(new Event("accepted", "words"));
  }

  private static EditOutcome failed() {
    Problem problem = Problem.of(SESSION.notFound(), null, "trace");
    return new EditOutcome(
        "edit", EditOutcome.FAILED, null, List.of(), null, false, 1, false, false, null, problem);
  }

  private List<String> events() {
    return handle.events().map(Event::name).collect().asList().await().atMost(PATIENCE);
  }

  @Test
  void endsWithItsJob() {
    EditOutcome outcome = failed();
    job.events().end();
    job.outcome().complete(outcome);

    assertThat(handle.outcome().await().atMost(PATIENCE)).isSameAs(outcome);
    assertThat(events()).containsExactly("accepted");
  }

  @Test
  void endsAsAnotherGatewayEndsItThatHasTakenItOver() {
    CompletableFuture<EditOutcome> awaited = handle.outcome().subscribeAsCompletionStage();
    job.events().end();
    job.outcome().completeExceptionally(new InterruptedEditException());
    assertThat(awaited).as("still runs there").isNotDone();

    EditOutcome outcome = failed();
    stored.complete(outcome);

    assertThat(awaited).isCompletedWithValue(outcome);
    assertThat(events()).containsExactly("accepted", "problem", "done");
  }
}
