package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.calls.MemoryBudget;
import dev.chatbrush.contracts.problem.ProblemKind;
import dev.chatbrush.triton.testing.FakeBehaviour;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Deadline, cancel, and how much may run at a time. */
class RunLimitsTest extends ToolTestCase {

  @Test
  void endsWithTheDeadline() {
    FakeTools.erase(triton, "eraser", 10).behaves(FakeBehaviour.stalling());

    ToolProblem problem = problem(runner(Duration.ofMillis(800), 4), erase());

    assertThat(problem.code()).isEqualTo("INFERENCE_TIMEOUT");
    assertThat(
            meters
                .get("chatbrush.tool.run")
                .tags("model", "eraser", "outcome", "timeout")
                .timer()
                .count())
        .isOne();
  }

  @Test
  void cancelReachesTheModel() throws Exception {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    FakeTools.erase(triton, "eraser", 10)
        .behaves(
            call -> {
              cancellation.cancel();
              call.awaitCancel();
              stopped.complete(null);
            });

    ToolProblem problem = problem(erase());

    assertThat(problem.kind()).isEqualTo(ProblemKind.CANCELLED);
    assertThat(stopped.get(20, TimeUnit.SECONDS)).isNull();
    assertThat(meters.get("chatbrush.tool.run").tag("outcome", "cancelled").timer().count())
        .isOne();
  }

  @Test
  void refusesWhatIsTooMuch() throws Exception {
    CompletableFuture<Void> running = new CompletableFuture<>();
    FakeTools.erase(triton, "eraser", 10)
        .behaves(
            call -> {
              running.complete(null);
              call.awaitCancel();
            });
    ToolRunner runner = runner(Duration.ofMinutes(1), 1);
    Cancellation firstEdit = new Cancellation();
    CompletableFuture<Object> first =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return runner.run(erase(), new RecordingListener(), firstEdit);
              } catch (ToolProblem problem) {
                return problem;
              }
            });
    running.get(20, TimeUnit.SECONDS);

    ToolProblem second = problem(runner, erase());
    firstEdit.cancel();

    assertThat(second.code()).isEqualTo("OVERLOADED");
    assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(ToolProblem.class);
  }

  @Test
  void leavesPlacesForOthers() {
    RunLimiter limiter = new RunLimiter(4, 4, 2, new MemoryBudget(1 << 20));
    Duration second = Duration.ofSeconds(1);
    RunLimiter.Place first = limiter.enter("ann", 1, second, cancellation);
    limiter.enter("ann", 1, second, cancellation);

    assertThatThrownBy(() -> limiter.enter("ann", 1, second, cancellation))
        .isInstanceOf(ToolProblem.class)
        .hasMessage("2 of your edits are running or waiting. Wait for one to end.");
    limiter.enter("bob", 1, second, cancellation);
    first.close();
    limiter.enter("ann", 1, second, cancellation);
  }

  @Test
  void aLargePictureWaitsForTheMemoryOfAnotherWhileASmallOneGoesOn() {
    RunLimiter limiter = new RunLimiter(4, 4, 8, new MemoryBudget(100 << 10));
    Duration soon = Duration.ofMillis(1);
    RunLimiter.Place large = limiter.enter("", 80 << 10, soon, cancellation);

    assertThatThrownBy(() -> limiter.enter("", 80 << 10, soon, cancellation))
        .isInstanceOfSatisfying(
            ToolProblem.class, refused -> assertThat(refused.code()).isEqualTo("OVERLOADED"));
    limiter.enter("", 10 << 10, soon, cancellation).close();
    large.close();
    limiter.enter("", 80 << 10, soon, cancellation).close();
  }

  @Test
  void aWithdrawnEditDoesNotWaitForMemory() {
    RunLimiter limiter = new RunLimiter(4, 4, 8, new MemoryBudget(100 << 10));
    limiter.enter("", 100 << 10, Duration.ofSeconds(1), cancellation);
    cancellation.cancel();

    assertThatThrownBy(() -> limiter.enter("", 1, Duration.ofMinutes(1), cancellation))
        .isInstanceOfSatisfying(
            ToolProblem.class, ended -> assertThat(ended.code()).isEqualTo("CANCELLED"));
  }
}
