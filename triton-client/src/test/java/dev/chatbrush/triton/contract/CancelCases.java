package dev.chatbrush.triton.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.DeadlineExceededException;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Ways to end a call early. */
interface CancelCases extends ContractCases {

  @Test
  default void modelStopsWithinOneStepOfCancelAtFiftyRandomMoments() {
    cancelOnce(); // loads the classes of that way, which takes longer than a step
    Random random = new Random(50);
    for (int i = 0; i < 50; i++) {
      String run = "cancel-" + i;
      InferenceStream stream = client().stream(count(run, 1_000, 100).build());
      stream.next();
      Pauses.millis(random.nextInt(150));

      stream.cancel();
      long cancelled = System.nanoTime();

      assertThatExceptionOfType(CancelledException.class).isThrownBy(stream::next);
      assertThat(stream.isCancelled()).isTrue();
      assertThat(stepsBegunAfter(run, cancelled))
          .as("steps after cancel %s", i)
          .isLessThanOrEqualTo(1);
    }
  }

  private void cancelOnce() {
    InferenceStream stream = client().stream(count("first cancel", 1_000, 100).build());
    stream.next();
    stream.cancel();
    assertThatExceptionOfType(CancelledException.class).isThrownBy(stream::next);
  }

  @Test
  default void closingStreamEarlyStopsTheModelToo() {
    try (InferenceStream stream = client().stream(count("closed early", 1_000, 100).build())) {
      stream.next();
    }

    long closed = System.nanoTime();
    assertThat(stepsBegunAfter("closed early", closed)).isLessThanOrEqualTo(1);
  }

  @Test
  default void interruptingTheReaderCancels() throws InterruptedException {
    InferenceStream stream = client().stream(count("interrupted", 1_000, 20).build());
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                StreamCases.steps(stream);
              } catch (CancelledException cancelled) {
                seen.complete(cancelled);
              }
            });
    reader.start();
    Pauses.millis(100);

    reader.interrupt();

    assertThat(seen).succeedsWithin(AMPLE);
    reader.join();
    assertThat(stream.isCancelled()).isTrue();
  }

  @Test
  default void cancelledFutureEndsTheCall() {
    CompletableFuture<InferResponse> call = client().inferAsync(pause("slow", 300).build());
    Pauses.millis(50);

    call.cancel(true);

    assertThatExceptionOfType(CancellationException.class).isThrownBy(call::join);
    assertThat(client().infer(pause("slow", 1).build()).has("millis")).isTrue();
  }

  @Test
  default void deadlineEndsUnaryCall() {
    InferenceClient client = client();
    long begin = System.nanoTime();

    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(
            () -> client.infer(pause("slow", 3_000).timeout(Duration.ofMillis(300)).build()));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(290));
    client.infer(pause("slow", 0).build()); // the model itself has gone on; wait for it
  }

  @Test
  default void deadlineEndsStreamAndTheModelStops() {
    InferenceStream stream =
        client().stream(count("deadline", 1_000, 100).timeout(Duration.ofMillis(500)).build());

    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(() -> StreamCases.steps(stream));
    long over = System.nanoTime();

    assertThat(stepsBegunAfter("deadline", over)).isLessThanOrEqualTo(1);
  }

  @Test
  default void closingTheClientEndsCallsInFlight() {
    InferenceClient closing = GrpcInferenceClient.connect(config().build());
    CompletableFuture<InferResponse> call = closing.inferAsync(pause("slow", 2_000).build());
    InferenceStream stream = closing.stream(count("client closed", 1_000, 20).build());
    stream.next();

    closing.close();

    assertThat(call)
        .failsWithin(AMPLE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(CancelledException.class);
    assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> StreamCases.steps(stream));
    assertThatExceptionOfType(CancelledException.class)
        .isThrownBy(() -> closing.infer(to("echo").input(Samples.of(DataType.INT8)).build()));
  }

  /** Waits until the run stands still, and counts. */
  private long stepsBegunAfter(String run, long nanos) {
    long[] before;
    long[] now = began(run);
    do {
      Pauses.millis(250);
      before = now;
      now = began(run);
    } while (now.length != before.length && now.length < 1_000);
    return Arrays.stream(now).filter(moment -> moment > nanos).count();
  }

  private long[] began(String run) {
    try (InferenceStream report =
        client().stream(to("counter").input(Tensor.ofString("run", run)).build())) {
      return report.next().orElseThrow().output("began").asInt64();
    }
  }
}
