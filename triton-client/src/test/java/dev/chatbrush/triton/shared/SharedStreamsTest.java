package dev.chatbrush.triton.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.testing.FakeTriton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the contract cannot show with one server: several, none, and one that knows no memory. */
class SharedStreamsTest {
  private static final String OWNER = "streams-test";
  private static final int LARGE = SharedStreams.LEAST_BYTES;

  private FakeTriton triton;
  private InferenceClient client;

  @BeforeEach
  void start() {
    triton = FakeTriton.start();
    triton.model("echo").output("x", DataType.UINT8, -1);
    client = triton.connect();
  }

  @AfterEach
  void stop() {
    client.close();
    triton.close();
  }

  @Test
  void severalServersAreSentAll() {
    for (List<String> targets :
        List.of(
            List.of(triton.address(), triton.address()), List.of("dns:///" + triton.address()))) {
      try (SharedStreams streams = streams(offers(targets))) {
        echoes(streams);
        assertThat(lastSentBytes()).isEqualTo(LARGE);
      }
    }
  }

  @Test
  void noMemoryIsNone() {
    try (SharedStreams streams = new SharedStreams(client, offers(), 0)) {
      echoes(streams);
      assertThat(lastSentBytes()).isEqualTo(LARGE);
    }
  }

  @Test
  void aServerThatDoesNotKnowTheMemoryIsSentAll() {
    try (FakeTriton other = FakeTriton.start();
        InferenceClient ofTheOther = other.connect();
        SharedStreams streams =
            streams(new RegionOffers(ofTheOther, List.of(other.address()), OWNER))) {
      echoes(streams);

      assertThat(triton.model("echo").received()).hasSize(1);
      assertThat(lastSentBytes()).isEqualTo(LARGE);
    }
  }

  @Test
  void aServerThatIsGoneFailsAndIsOfferedNothingForAWhile() {
    RegionOffers offers = offers();
    try (SharedStreams streams = streams(offers)) {
      triton.stop();
      assertThatExceptionOfType(ServerUnavailableException.class).isThrownBy(() -> echoes(streams));

      triton.restart();
      awaitServer();
      echoes(streams);
      assertThat(lastSentBytes()).isEqualTo(LARGE);
    }
  }

  @Test
  void whatAnEarlierProcessLeftIsLetGoOfAtTheStart() throws InterruptedException {
    assertThat(offers().offer(LARGE)).isPresent(); // by a process that crashed
    assertThat(client.sharedMemory()).hasSize(1);

    try (SharedStreams streams = streams(offers())) {
      awaitNoMemory();
    }
  }

  @Test
  void whatACallOfAnEarlierProcessStillUsesIsLetGoOfAfterIt() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    triton
        .model("echo")
        .next(
            call -> {
              running.countDown();
              goOn.await();
            });
    SharedStreams earlier = streams(offers());
    InferenceStream outlives = earlier.stream(request(new byte[LARGE]));
    running.await();
    try (SharedStreams streams = streams(offers())) {
      echoes(streams); // is sent, for nothing is offered while that is so
      assertThat(lastSentBytes()).isEqualTo(LARGE);
      assertThat(client.sharedMemory()).hasSize(1);

      goOn.countDown();
      awaitNoMemory();
    }
    outlives.close();
    earlier.close();
  }

  private void echoes(SharedStreams streams) {
    byte[] data = new byte[LARGE];
    data[LARGE - 1] = 7;
    try (InferenceStream stream = streams.stream(request(data))) {
      assertThat(stream.next().orElseThrow().output("x").asUint8()).isEqualTo(data);
      assertThat(stream.next()).isEmpty();
    }
  }

  private static InferRequest request(byte[] data) {
    return InferRequest.to("echo")
        .input(Tensor.ofUint8("x", data, LARGE))
        .inPlace("x")
        .timeout(Duration.ofSeconds(20))
        .build();
  }

  private long lastSentBytes() {
    List<InferRequest> received = triton.model("echo").received();
    return received.get(received.size() - 1).sentBytes();
  }

  private void awaitNoMemory() throws InterruptedException {
    for (int i = 0; i < 1000 && !client.sharedMemory().isEmpty(); i++) {
      Thread.sleep(10);
    }
    assertThat(client.sharedMemory()).isEmpty();
  }

  private void awaitServer() {
    for (int i = 0; i < 1000 && !client.ready(); i++) {
      Thread.yield();
    }
  }

  private RegionOffers offers() {
    return offers(List.of(triton.address()));
  }

  private RegionOffers offers(List<String> targets) {
    return new RegionOffers(client, targets, OWNER);
  }

  private SharedStreams streams(RegionOffers offers) {
    return new SharedStreams(client, offers, 4L * LARGE);
  }
}
