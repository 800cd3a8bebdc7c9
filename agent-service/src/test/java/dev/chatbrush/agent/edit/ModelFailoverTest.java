package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.contracts.problem.ProblemKind;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeError;
import dev.chatbrush.triton.testing.FakeModel;
import dev.chatbrush.triton.testing.FakeTriton;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another server, or another model, when one fails; nothing runs unseen a second time. */
class ModelFailoverTest extends ToolTestCase {

  @Test
  void asksAnotherReplicaWhenNothingWasProduced() {
    try (FakeTriton other = FakeTriton.start()) {
      connectTo(triton.address(), other.address());
      AtomicBoolean cut = new AtomicBoolean();
      FakeBehaviour cutsOnce =
          call -> (cut.getAndSet(true) ? FakeTools.erasing() : FakeTools.cutting()).answer(call);
      FakeModel here = FakeTools.erase(triton, "eraser", 10).behaves(cutsOnce);
      FakeModel there = FakeTools.erase(other, "eraser", 10).behaves(cutsOnce);

      EditResult result = run(erase());

      assertThat(result.model().name()).isEqualTo("eraser");
      assertThat(here.received().size() + there.received().size()).isEqualTo(2);
      assertThat(listener.heard).startsWith("started eraser", "started eraser", "step 1 of 2");
    }
  }

  @Test
  void asksOnlyOnceMore() {
    FakeModel model = FakeTools.erase(triton, "eraser", 10).behaves(FakeTools.cutting());

    ToolProblem problem = problem(erase());

    assertThat(problem.code()).isEqualTo("MODEL_SERVER_LOST");
    assertThat(model.received()).hasSize(2);
    assertThat(meters.get("chatbrush.tool.run").timer().getId().getTag("outcome"))
        .isEqualTo("unavailable"); // not the model's failure
  }

  @Test
  void doesNotRunAgainWhatHasProducedSomething() {
    FakeModel model =
        FakeTools.erase(triton, "eraser", 10)
            .behaves(
                call -> {
                  call.reply(FakeTools.step(1), FakeTools.total(2));
                  awaitHeard("step 1 of 2"); // a reset may overtake what was sent before it
                  FakeTools.cutting().answer(call);
                });

    ToolProblem problem = problem(erase());

    assertThat(problem.code()).isEqualTo("MODEL_SERVER_LOST");
    assertThat(model.received()).hasSize(1);
  }

  @Test
  void tellsOfALostServerThoughTheNextModelIsNotFound() {
    FakeTools.erase(triton, "plain", 10)
        .behaves(
            FakeBehaviour.failing(
                FakeError.UNAVAILABLE, "Request for unknown model: 'plain' is not found"));
    AtomicInteger asked = new AtomicInteger();
    FakeTools.erase(triton, "better", 20)
        .behaves(
            call ->
                (asked.getAndIncrement() == 0
                        ? FakeTools.cutting()
                        : FakeBehaviour.failing(
                            FakeError.UNAVAILABLE,
                            "Request for unknown model: 'better' is not found"))
                    .answer(call));

    assertThat(problem(erase()).code()).isEqualTo("MODEL_SERVER_LOST");
  }

  private void awaitHeard(String words) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!listener.heard.contains(words)) {
      assertThat(System.nanoTime()).as("nobody heard '%s'", words).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void fallsBackToTheNextRankAndSaysSo() {
    FakeTools.erase(triton, "better", 20)
        .behaves(FakeBehaviour.failing(FakeError.INTERNAL, "CUDA out of memory"));
    FakeTools.erase(triton, "plain", 10);

    EditResult result = run(erase());

    assertThat(result.model().name()).isEqualTo("plain");
    assertThat(listener.heard)
        .startsWith(
            "started better", "started plain: better is not available now; plain does it instead.");
    assertThat(counted("better", "handed-on")).isOne();
    assertThat(counted("plain", "completed")).isOne();
    assertThat(meters.find("chatbrush.tool.run").timers()).hasSize(2);
  }

  private long counted(String model, String outcome) {
    return meters
        .get("chatbrush.tool.run")
        .tags("model", model, "outcome", outcome)
        .timer()
        .count();
  }

  @Test
  void fallsBackToTheNextRankWhenTheBestOneWasUnloaded() {
    FakeModel better = FakeTools.erase(triton, "better", 20);
    FakeTools.erase(triton, "plain", 10);
    ToolRunner runner = runner();
    better.ready(false);

    EditResult result = runner.run(erase(), listener, cancellation).get(0);

    assertThat(result.model().name()).isEqualTo("plain");
  }

  @ParameterizedTest
  @CsvSource({
    "OVERLOADED: 8 edits run and 32 wait,OVERLOADED,overloaded",
    "MODEL_UNAVAILABLE: the network is not loaded,UNAVAILABLE,failed",
    "INFERENCE_TIMEOUT: it took too long,TIMEOUT,timeout",
    "MODEL_FAILED: out of memory,INTERNAL,failed",
    "MASK_EMPTY: nothing is selected,INVALID,refused"
  })
  void understandsTheModelsOwnCodes(String words, ProblemKind kind, String counted) {
    FakeTools.erase(triton, "eraser", 10).behaves(FakeBehaviour.failing(FakeError.INTERNAL, words));

    ToolProblem problem = problem(erase());

    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(words).isEqualTo(problem.code() + ": " + problem.getMessage());
    assertThat(meters.get("chatbrush.tool.run").timer().getId().getTag("outcome"))
        .isEqualTo(counted);
  }

  @Test
  void letsAnotherModelHelpOutABusyOne() {
    FakeTools.erase(triton, "better", 20)
        .behaves(FakeBehaviour.failing(FakeError.INTERNAL, "OVERLOADED: 8 edits run"));
    FakeTools.erase(triton, "plain", 10);

    assertThat(run(erase()).model().name()).isEqualTo("plain");
    assertThat(meters.find("chatbrush.tool.run").tag("model", "better").timers())
        .as("to be busy is no failure of its own")
        .isEmpty();
  }

  @Test
  void anErrorOfTheServiceItselfIsNotTheModels() {
    FakeTools.erase(triton, "eraser", 10);
    RecordingListener broken =
        new RecordingListener() {
          @Override
          public void progress(int step, int totalSteps, OptionalDouble secondsLeft) {
            throw new IllegalStateException("broken on purpose");
          }
        };

    assertThatThrownBy(() -> runner().run(erase(), broken, cancellation))
        .isInstanceOf(IllegalStateException.class);

    assertThat(counted("eraser", "unexpected")).isOne();
  }
}
