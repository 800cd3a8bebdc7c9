package dev.chatbrush.triton.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.StreamSession;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.ModelFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Models that answer any number of times. */
interface StreamCases extends ContractCases {

  @Test
  default void answersComeInOrderAndThenTheEnd() {
    try (InferenceStream stream = client().stream(count("order", 20, 0).build())) {
      assertThat(steps(stream)).isEqualTo(upTo(20));
      assertThat(stream.next()).isEmpty();
      assertThat(stream.isCancelled()).isFalse();
    }
  }

  @Test
  default void streamWithoutAnswersEndsWell() {
    try (InferenceStream stream = client().stream(count("none", 0, 0).build())) {
      assertThat(stream.next()).isEmpty();
    }
  }

  @Test
  default void modelWithOneAnswerCanBeStreamed() {
    try (InferenceStream stream =
        client().stream(to("echo").id("one").input(Samples.of(DataType.INT32)).build())) {
      InferResponse answer = stream.next().orElseThrow();
      assertThat(answer.output("INT32")).isEqualTo(Samples.of(DataType.INT32));
      assertThat(answer.id()).isEqualTo("one");
      assertThat(stream.next()).isEmpty();
    }
  }

  @Test
  default void interleavedStreamsKeepApart() {
    try (InferenceStream one = client().stream(count("one", 10, 5).build());
        InferenceStream other = client().stream(count("other", 10, 5).build())) {
      for (int step : upTo(10)) {
        assertThat(step(one.next().orElseThrow())).isEqualTo(step);
        assertThat(step(other.next().orElseThrow())).isEqualTo(step);
      }
      assertThat(one.next()).isEmpty();
      assertThat(other.next()).isEmpty();
    }
  }

  @Test
  default void slowReaderGetsEverythingInOrder() {
    try (InferenceStream stream =
        client().stream(
            count("slow reader", 40, 0)
                .input(Tensor.ofInt32("payload", new int[] {300_000}, 1))
                .build())) {
      for (int step : upTo(40)) {
        Pauses.millis(5);
        InferResponse answer = stream.next().orElseThrow();
        assertThat(step(answer)).isEqualTo(step);
        assertThat(answer.output("data").asUint8()).hasSize(300_000).containsOnly(step);
      }
      assertThat(stream.next()).isEmpty();
    }
  }

  @Test
  default void errorInTheMiddleComesAfterTheAnswersBeforeIt() {
    try (InferenceStream stream =
        client().stream(
            count("fails", 5, 0).input(Tensor.ofInt32("fail_at", new int[] {3}, 1)).build())) {
      assertThat(step(stream.next().orElseThrow())).isEqualTo(1);
      assertThat(step(stream.next().orElseThrow())).isEqualTo(2);
      assertThatExceptionOfType(ModelFailedException.class)
          .isThrownBy(stream::next)
          .satisfies(failure -> assertThat(failure.code()).contains("STEP_FAILED"));
      assertThatExceptionOfType(ModelFailedException.class).isThrownBy(stream::next);
    }
  }

  @Test
  default void requestsOfOneSessionAreToldApart() {
    try (StreamSession session = client().openSession(AMPLE)) {
      List<InferenceStream> streams =
          IntStream.range(0, 4)
              .mapToObj(i -> session.send(count("session-" + i, 5 + i, 2).build()))
              .toList();
      for (int i = 0; i < streams.size(); i++) {
        assertThat(steps(streams.get(i))).isEqualTo(upTo(5 + i));
      }
    }
  }

  @Test
  default void errorOfOneRequestLeavesTheOthersOfTheSession() {
    try (StreamSession session = client().openSession(AMPLE)) {
      InferenceStream bad =
          session.send(
              count("bad", 3, 0).input(Tensor.ofInt32("fail_at", new int[] {1}, 1)).build());
      InferenceStream good = session.send(count("good", 3, 5).build());

      assertThatExceptionOfType(ModelFailedException.class).isThrownBy(bad::next);
      assertThat(steps(good)).isEqualTo(upTo(3));
    }
  }

  @Test
  default void sameIdTwiceInOneSessionIsRefused() {
    try (StreamSession session = client().openSession(AMPLE)) {
      session.send(count("twice", 50, 20).id("same").build());

      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> session.send(count("twice", 1, 0).id("same").build()))
          .withMessageContaining("same");
    }
  }

  @Test
  default void cancelledRequestOfSessionGoesSilentAndTheOthersGoOn() {
    try (StreamSession session = client().openSession(AMPLE)) {
      InferenceStream dropped = session.send(count("dropped", 30, 5).build());
      InferenceStream kept = session.send(count("kept", 30, 5).build());
      dropped.next();

      dropped.cancel();

      assertThatExceptionOfType(CancelledException.class).isThrownBy(dropped::next);
      assertThat(steps(kept)).isEqualTo(upTo(30));
    }
  }

  @Test
  default void closedSessionEndsItsStreams() {
    StreamSession session = client().openSession(AMPLE);
    InferenceStream stream = session.send(count("closed", 100, 20).build());
    stream.next();

    session.close();

    assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> steps(stream));
    assertThatExceptionOfType(CancelledException.class)
        .isThrownBy(() -> session.send(count("late", 1, 0).build()));
  }

  static List<Integer> steps(InferenceStream stream) {
    List<Integer> steps = new ArrayList<>();
    Optional<InferResponse> answer = stream.next();
    while (answer.isPresent()) {
      steps.add(step(answer.get()));
      answer = stream.next();
    }
    return steps;
  }

  static int step(InferResponse answer) {
    return answer.output("step").asInt32()[0];
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
