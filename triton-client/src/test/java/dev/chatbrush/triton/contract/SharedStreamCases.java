package dev.chatbrush.triton.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.ModelFailedException;
import dev.chatbrush.triton.grpc.CallObserver;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import dev.chatbrush.triton.shared.RegionOffers;
import dev.chatbrush.triton.shared.SharedStreams;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Streams whose large tensors go by memory of the machine. */
interface SharedStreamCases extends ContractCases {
  String STREAMS = "contract-streams";
  int LARGE = 5 << 20;

  @Test
  default void largeInputAndOutputAreNotSent() throws InterruptedException {
    byte[] data = noise();
    try (Sharing sharing = new Sharing(this, 2 * LARGE)) {
      try (InferenceStream stream = sharing.streams.stream(add("both ways", data, 0))) {
        Tensor answer = stream.next().orElseThrow().output("data");
        assertThat(answer.asUint8()).isEqualTo(plusOne(data));
        assertThat(stream.next()).isEmpty();
      }

      CallObserver.Call call = sharing.calls.take();
      assertThat(call.sentBytes()).isLessThan(100);
      assertThat(call.receivedBytes()).isLessThan(100);
      Pauses.until("the server lets go of it", AMPLE, () -> regions().isEmpty());
    }
  }

  @Test
  default void whatIsSmallIsSent() throws InterruptedException {
    try (Sharing sharing = new Sharing(this, 2 * LARGE);
        InferenceStream stream = sharing.streams.stream(add("small", new byte[1000], 0))) {
      assertThat(stream.next().orElseThrow().output("data").asUint8()).containsOnly(1);
      assertThat(stream.next()).isEmpty();

      CallObserver.Call call = sharing.calls.take();
      assertThat(call.sentBytes()).isGreaterThan(1000);
      assertThat(call.receivedBytes()).isGreaterThan(1000);
    }
  }

  @Test
  default void whatThereIsNoMemoryForIsSent() throws InterruptedException {
    byte[] data = noise();
    try (Sharing sharing = new Sharing(this, LARGE + 1);
        InferenceStream first = sharing.streams.stream(add("first", data, 500));
        InferenceStream second = sharing.streams.stream(add("second", data, 0))) {
      assertThat(second.next().orElseThrow().output("data").asUint8()).isEqualTo(plusOne(data));
      assertThat(second.next()).isEmpty();
      assertThat(sharing.calls.take().sentBytes()).isGreaterThan(LARGE);

      assertThat(first.next().orElseThrow().output("data").asUint8()).isEqualTo(plusOne(data));
      assertThat(first.next()).isEmpty();
      assertThat(sharing.calls.take().sentBytes()).isLessThan(100);
      first.close();
      Pauses.until("the server lets go of it", AMPLE, () -> regions().isEmpty());
    }
  }

  @Test
  default void memoryOfACallThatWasWithdrawnStaysUntilTheModelHasStopped() {
    byte[] data = noise();
    try (Sharing sharing = new Sharing(this, 2 * LARGE)) {
      InferenceStream withdrawn = sharing.streams.stream(add("withdrawn", data, 1_500));
      Pauses.millis(300);

      withdrawn.close();
      Pauses.millis(300);
      assertThat(regions()).hasSize(1);

      try (InferenceStream next = sharing.streams.stream(add("next", data, 0))) {
        assertThat(next.next().orElseThrow().output("data").asUint8()).isEqualTo(plusOne(data));
      }
      Pauses.until("the server lets go of both", AMPLE, () -> regions().isEmpty());
    }
  }

  @Test
  default void outputLargerThanItsPlaceFails() {
    InferRequest request =
        count("larger", 1, 0)
            .input(Tensor.ofUint8("data", noise(), LARGE))
            .input(Tensor.ofInt32("payload", new int[] {1}, 1))
            .inPlace("data")
            .build();
    try (Sharing sharing = new Sharing(this, 2 * LARGE)) {
      try (InferenceStream stream = sharing.streams.stream(request)) {
        assertThatExceptionOfType(ModelFailedException.class)
            .isThrownBy(stream::next)
            .withMessageContaining("should be at least " + (LARGE + 1));
      }
      Pauses.until("the server lets go of it", AMPLE, () -> regions().isEmpty());
    }
  }

  @Test
  default void serverStartedAnewIsGivenMemoryAgain() {
    byte[] data = noise();
    try (Sharing sharing = new Sharing(this, LARGE)) {
      InferenceStream lost = sharing.streams.stream(add("lost", data, 60_000));
      server().kill();
      server().start();
      lost.close();
      Pauses.until("the client finds the server again", AMPLE, sharing.client::ready);
      Pauses.until("the lost memory is counted as free", AMPLE, () -> shares(sharing, data));
      Pauses.until("the server lets go of all", AMPLE, () -> regions().isEmpty());
    }
  }

  private boolean shares(Sharing sharing, byte[] data) {
    sharing.calls.clear();
    try (InferenceStream stream = sharing.streams.stream(add("again", data, 0))) {
      assertThat(stream.next().orElseThrow().output("data").asUint8()).isEqualTo(plusOne(data));
      assertThat(stream.next()).isEmpty();
      return sharing.calls.take().sentBytes() < 100;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> regions() {
    Pauses.until("the server is found again after other cases", AMPLE, client()::ready);
    return client().sharedMemory().stream().filter(name -> name.startsWith(STREAMS)).toList();
  }

  private InferRequest add(String run, byte[] data, int millis) {
    return count(run, 1, millis)
        .input(Tensor.ofUint8("data", data, data.length))
        .inPlace("data")
        .build();
  }

  private static byte[] noise() {
    byte[] data = new byte[LARGE];
    new Random(3).nextBytes(data);
    return data;
  }

  private static byte[] plusOne(byte[] data) {
    byte[] sum = data.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i]++;
    }
    return sum;
  }

  /** Streams of a client of their own, whose calls are seen. */
  final class Sharing implements AutoCloseable {
    final BlockingQueue<CallObserver.Call> calls = new LinkedBlockingQueue<>();
    final InferenceClient client;
    final SharedStreams streams;

    Sharing(ContractCases cases, long bytes) {
      CallObserver observer =
          new CallObserver() {
            @Override
            public void callFinished(Call call) {
              calls.add(call);
            }
          };
      client = GrpcInferenceClient.connect(cases.config().observer(observer).build());
      List<String> targets = List.of(cases.server().address());
      streams = new SharedStreams(client, new RegionOffers(client, targets, STREAMS), bytes);
    }

    @Override
    public void close() {
      streams.close();
      client.close();
    }
  }
}
