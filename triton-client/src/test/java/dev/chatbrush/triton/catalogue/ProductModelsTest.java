package dev.chatbrush.triton.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.ModelMetadata;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The models of this repository, on the server that {@code ./chatbrush test} starts. */
@Tag("triton")
@Timeout(120)
class ProductModelsTest {
  @Test
  void defaultModelsAreOfferedAndNoneIsLeftOut() {
    try (InferenceClient client = GrpcInferenceClient.connect(ClientConfig.of(address()));
        ModelCatalogue catalogue = ModelCatalogue.start(client, Duration.ofHours(1))) {
      assertThat(catalogue.available()).isTrue();
      assertThat(catalogue.rejected()).isEmpty();
      assertThat(catalogue.bestTool("object_erase", true)).isPresent();
      assertThat(catalogue.bestTool("image_transform", true)).isPresent();
      assertThat(catalogue.bestTool("image_transform", false)).isPresent();
    }
  }

  @Test
  void segmentModelsFitTogether() {
    try (InferenceClient client = GrpcInferenceClient.connect(ClientConfig.of(address()));
        ModelCatalogue catalogue = ModelCatalogue.start(client, Duration.ofHours(1))) {
      SegmentModels pair = catalogue.bestSegmenter().orElseThrow();
      ModelMetadata encoder = client.metadata(pair.encoder());
      ModelMetadata decoder = client.metadata(pair.decoder());

      assertThat(encoder.inputs()).extracting(input -> input.name()).containsExactly("image");
      assertThat(decoder.inputs()).containsAll(encoder.outputs());
      assertThat(client.modelReady(ModelId.of(pair.encoder().name()))).isTrue();
    }
  }

  private static String address() {
    String address = System.getProperty("CHATBRUSH_TRITON", System.getenv("CHATBRUSH_TRITON"));
    if (address == null) {
      throw new AssertionError(
          "CHATBRUSH_TRITON names no server; run ./chatbrush test triton-client, which starts one");
    }
    return address;
  }
}
