package dev.chatbrush.gateway.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.InterruptedEditException;
import dev.chatbrush.gateway.storage.StorageState;
import dev.chatbrush.gateway.telemetry.EditStories;
import dev.chatbrush.gateway.telemetry.Stopwatch;
import dev.chatbrush.gateway.testing.SilentPages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EditRunnerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final EditStories STORIES =
      new EditStories(new Stopwatch(new SimpleMeterRegistry()));
  private static final SessionId SESSION = new SessionId("01ARZ3NDEKTSV4RRFFQ69G5FAV");

  @Test
  void endsAnEditThatAnErrorBreaksOff() {
    EditJob job =
        new EditJob("edit", SESSION, EditRequest.of("make it winter", null), new SilentPages());

    new EditRunner(new BrokenScenes(), null, null, null, null, new UnstoredEnds(), STORIES)
        .run(job);

    assertThat(job.outcome()).isCompleted();
    assertThat(job.outcome().join().problem().code()).isEqualTo("INTERNAL_ERROR");
  }

  @Test
  void tellsNoEndOfAnEditThatAnotherGatewayHasTakenOver() {
    EditJob job =
        new EditJob("edit", SESSION, EditRequest.of("make it winter", null), new SilentPages());

    new EditRunner(new BrokenScenes(), null, null, null, null, new TakenEnds(), STORIES).run(job);

    assertThat(job.outcome())
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(InterruptedEditException.class);
    assertThat(job.events().read().collect().asList().await().atMost(PATIENCE)).isEmpty();
    assertThat(job.cancel()).as("it has ended here").isFalse();
  }

  private static final class BrokenScenes extends Scenes {
    BrokenScenes() {
      super(null, null, null, null, null, null);
    }

    @Override
    Scene of(EditJob job) {
      throw new StackOverflowError("a text nested too deep");
    }
  }

  private static final class TakenEnds extends BadEnds {
    TakenEnds() {
      super(null, new StorageState());
    }

    @Override
    EditOutcome failed(EditProgress progress, EditorException failure) {
      throw new InterruptedEditException();
    }
  }

  private static final class UnstoredEnds extends BadEnds {
    UnstoredEnds() {
      super(null, new StorageState());
    }

    @Override
    EditOutcome failed(EditProgress progress, EditorException failure) {
      return progress.unstored(Problem.of(failure, null, "trace"));
    }
  }
}
