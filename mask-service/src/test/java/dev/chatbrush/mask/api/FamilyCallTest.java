package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second family comes while the service runs: stretched input, two FP16 feature tensors. */
@QuarkusTest
@QuarkusTestResource(FakeTritonResource.class)
class FamilyCallTest {
  private final FakeSegmenter triton = FakeTritonResource.segmenter();
  private MaskClient client;

  @BeforeEach
  void connect() {
    triton.reset();
    client = new MaskClient();
  }

  @AfterEach
  void disconnect() {
    triton.triton().remove("other_decoder");
    triton.triton().remove("other_encoder");
    triton.decoder().versions("1");
    Eventually.holds(() -> modelOf(0x400000).equals("sam_decoder/1"));
    client.close();
  }

  @Test
  void theBetterRankTakesOverWithoutARestartAndGivesWayAgain() {
    assertThat(modelOf(0x400001)).isEqualTo("sam_decoder/1");

    FakeModel decoder = other("20");
    Eventually.holds(() -> modelOf(0x400001).equals("other_decoder/1"));
    decoder.parameter("chatbrush.rank", "5");
    Eventually.holds(() -> modelOf(0x400001).equals("sam_decoder/1"));
  }

  @Test
  void aFamilyThatIsTakenAwayIsMissedByNobody() {
    other("20");
    Eventually.holds(() -> modelOf(0x400005).equals("other_decoder/1"));

    triton.triton().remove("other_decoder");

    assertThat(modelOf(0x400005)).isEqualTo("sam_decoder/1");
  }

  @Test
  void allFeaturesGoToTheDecoderAndPointsFollowTheStretch() {
    FakeModel decoder = other("20");
    Eventually.holds(() -> modelOf(0x400002).equals("other_decoder/1"));

    client.segment(MaskClient.picture(512, 256, 0x400003), MaskClient.click(256, 64));

    InferRequest received = decoder.received().get(decoder.received().size() - 1);
    assertThat(received.input("near").orElseThrow())
        .isEqualTo(Tensor.ofFp16("near", new float[] {1, 2}, 2));
    assertThat(received.input("far").orElseThrow())
        .isEqualTo(Tensor.ofFp32("far", new float[] {3, 0.25f, -1}, 3));
    assertThat(received.input("point_coords").orElseThrow().asFp32()).startsWith(511.5f, 255.5f);
  }

  @Test
  void aFamilyWithABatchAxisIsAskedForOneAtATime() {
    FakeModel decoder = other("20").maxBatchSize(1).behaves(FakeSegmenter::squaresInBatch);
    FakeModel encoder = triton.triton().model("other_encoder").maxBatchSize(1);
    encoder.behaves(
        FakeBehaviour.replying(
            Tensor.ofFp16("near", new float[] {1, 2}, 1, 2),
            Tensor.ofFp32("far", new float[] {3, 0.25f, -1}, 1, 3)));
    Eventually.holds(() -> modelOf(0x400006).equals("other_decoder/1"));

    client.segment(MaskClient.picture(512, 256, 0x400007), MaskClient.click(256, 64));

    InferRequest encode = encoder.received().get(encoder.received().size() - 1);
    assertThat(encode.input("image").orElseThrow().shape()).isEqualTo(Shape.of(1, 1024, 1024, 3));
    InferRequest decode = decoder.received().get(decoder.received().size() - 1);
    assertThat(decode.input("near").orElseThrow())
        .isEqualTo(Tensor.ofFp16("near", new float[] {1, 2}, 1, 2));
    assertThat(decode.input("point_coords").orElseThrow().shape()).isEqualTo(Shape.of(1, 2, 2));
    assertThat(decode.sentBytes()).as("the embedding lies in shared memory").isLessThan(300_000);
    assertThat(decode.placeOf("near")).isPresent();
  }

  @Test
  void aNewerDecoderIsUsedForAPictureThatIsEncodedAlready() {
    Picture picture = MaskClient.picture(64, 64, 0x400004);
    client.segment(picture, MaskClient.click(5, 5));
    int encodes = triton.encoder().received().size();

    triton.decoder().versions("1", "2");

    Eventually.holds(
        () ->
            client
                .segment(picture, MaskClient.click(5, 5))
                .getMask()
                .getModel()
                .equals("sam_decoder/2"));
    assertThat(triton.encoder().received()).hasSize(encodes);
  }

  private String modelOf(int color) {
    return client
        .segment(MaskClient.picture(64, 64, color), MaskClient.click(5, 5))
        .getMask()
        .getModel();
  }

  private FakeModel other(String rank) {
    triton
        .triton()
        .model("other_encoder")
        .parameter("chatbrush.role", "segment-encoder")
        .parameter("chatbrush.geometry", "stretch")
        .parameter("chatbrush.input_side", "1024")
        .behaves(
            FakeBehaviour.replying(
                Tensor.ofFp16("near", new float[] {1, 2}, 2),
                Tensor.ofFp32("far", new float[] {3, 0.25f, -1}, 3)));
    return triton
        .triton()
        .model("other_decoder")
        .parameter("chatbrush.role", "segment-decoder")
        .parameter("chatbrush.rank", rank)
        .parameter("chatbrush.encoder", "other_encoder")
        .behaves(FakeSegmenter::squares);
  }
}
