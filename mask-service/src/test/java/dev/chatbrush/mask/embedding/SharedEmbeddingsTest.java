package dev.chatbrush.mask.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.Luma;
import dev.chatbrush.mask.embedding.SharedEmbeddings.Lease;
import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.catalogue.EncoderGeometry;
import dev.chatbrush.triton.error.SharedMemoryUnknownException;
import dev.chatbrush.triton.testing.FakeTriton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Embeddings in memory that Triton reads itself; four fit. */
class SharedEmbeddingsTest {
  private static final int VALUES = 1024;
  private static final int PLACES = 4;

  private FakeTriton triton;
  private InferenceClient client;
  private SharedEmbeddings shared;

  @BeforeEach
  void start() {
    triton = FakeTriton.start();
    triton.model("decoder").input("embedding", DataType.FP32, -1);
    client = triton.connect();
    shared = embeddings(List.of(triton.address()));
  }

  @AfterEach
  void stop() {
    shared.close();
    client.close();
    triton.close();
  }

  @Test
  void tritonReadsTheWholeEmbeddingThoughNothingIsSent() {
    try (Lease lease = shared.lease(embedding(1.5f)).orElseThrow()) {
      InferRequest request = request(lease);

      assertThat(request.sentBytes()).isZero();
      assertThat(client.infer(request).output("embedding").asFp32())
          .hasSize(VALUES)
          .containsOnly(1.5f);
    }
  }

  @Test
  void anEmbeddingThatIsThereIsWrittenOnce() {
    Embedding embedding = embedding(2);
    try (Lease first = shared.lease(embedding).orElseThrow();
        Lease second = shared.lease(embedding).orElseThrow()) {
      assertThat(second).isSameAs(first);
    }
  }

  @Test
  void theOneAskedForLongestAgoMakesRoom() {
    List<Embedding> all = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      all.add(embedding(i));
      shared.lease(all.get(i)).orElseThrow().close();
    }
    Lease kept = shared.lease(all.get(0)).orElseThrow();
    kept.close();

    shared.lease(embedding(9)).orElseThrow().close();

    assertThat(shared.lease(all.get(0))).contains(kept);
    try (Lease back = shared.lease(all.get(1)).orElseThrow()) {
      assertThat(client.infer(request(back)).output("embedding").asFp32()).containsOnly(1);
    }
  }

  @Test
  void whatACallReadsIsNeverOverwritten() {
    List<Lease> held = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      held.add(shared.lease(embedding(i)).orElseThrow());
    }

    assertThat(shared.lease(embedding(9))).isEmpty();

    assertThat(client.infer(request(held.get(0))).output("embedding").asFp32()).containsOnly(0);
    held.get(2).close();
    try (Lease next = shared.lease(embedding(9)).orElseThrow()) {
      assertThat(client.infer(request(next)).output("embedding").asFp32()).containsOnly(9);
      assertThat(client.infer(request(held.get(3))).output("embedding").asFp32()).containsOnly(3);
    }
  }

  @Test
  void aTritonStartedAnewIsToldAgain() {
    Embedding embedding = embedding(3);
    try (Lease lease = shared.lease(embedding).orElseThrow()) {
      triton.restart();
      InferRequest request = request(lease);
      assertThatThrownBy(() -> askUntilThere(request))
          .isInstanceOf(SharedMemoryUnknownException.class);
      shared.forget();
    }

    try (Lease lease = shared.lease(embedding).orElseThrow()) {
      assertThat(client.infer(request(lease)).output("embedding").asFp32()).containsOnly(3);
    }
  }

  @Test
  void anEmbeddingLargerThanAPlaceIsSent() {
    Tensor large = Tensor.ofFp32("embedding", new float[VALUES + 1], VALUES + 1);

    assertThat(shared.lease(embedding(large))).isEmpty();
  }

  @Test
  void severalServersAreSentWhatTheyNeed() {
    for (List<String> targets :
        List.of(
            List.of(triton.address(), triton.address()), List.of("dns:///" + triton.address()))) {
      assertThat(embeddings(targets).lease(embedding(1))).isEmpty();
    }
  }

  @Test
  void withoutAServerThatSharesItIsSentAndAskedAgainOnlyLater() {
    triton.stop();

    assertThat(shared.lease(embedding(1))).isEmpty();

    triton.restart();
    assertThat(shared.lease(embedding(1))).isEmpty();
  }

  private void askUntilThere(InferRequest request) {
    for (int i = 0; i < 200 && !client.ready(); i++) {
      Thread.yield();
    }
    client.infer(request);
  }

  private static InferRequest request(Lease lease) {
    InferRequest.Builder request = InferRequest.to("decoder").timeout(Duration.ofSeconds(10));
    lease.addTo(request);
    return request.build();
  }

  private static Embedding embedding(float value) {
    float[] values = new float[VALUES];
    Arrays.fill(values, value);
    return embedding(Tensor.ofFp32("embedding", values, VALUES));
  }

  private static Embedding embedding(Tensor tensor) {
    EncoderFrame frame = EncoderFrame.of(8, 8, 8, EncoderGeometry.STRETCH);
    return new Embedding(
        ModelId.of("encoder"), frame, new Luma(1, 1, new byte[1]), List.of(tensor), true);
  }

  private SharedEmbeddings embeddings(List<String> targets) {
    int placeBytes = VALUES * Float.BYTES;
    return new SharedEmbeddings(client, targets, 9101, placeBytes, (long) placeBytes * PLACES);
  }
}
