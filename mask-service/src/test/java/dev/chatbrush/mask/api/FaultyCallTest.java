package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.chatbrush.contracts.mask.Point;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.Box;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.wire.PictureHash;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeError;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeTritonResource.class)
class FaultyCallTest {
  private final FakeSegmenter triton = FakeTritonResource.segmenter();
  private final Picture picture = MaskClient.picture(64, 48, 0x0a0a0a);
  private MaskClient client;

  @BeforeEach
  void connect() {
    triton.reset();
    client = new MaskClient();
  }

  @AfterEach
  void disconnect() {
    triton.reset();
    client.close();
  }

  @Test
  void aClickOutsideThePictureIsRefused() {
    StatusRuntimeException thrown = refused(picture, MaskClient.click(64.5, 10));

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("SELECTION_OUTSIDE");
    assertThat(thrown.getStatus().getDescription())
        .isEqualTo("The click at (64.5, 10.0) is outside the picture, which has 64 x 48 pixels.");
  }

  @Test
  void aClickThatIsNoNumberIsRefused() {
    assertThat(MaskClient.codeOf(refused(picture, MaskClient.click(Double.NaN, 10))))
        .isEqualTo("SELECTION_OUTSIDE");
  }

  @Test
  void aBoxWithoutAreaIsRefused() {
    Selection flat =
        Selection.newBuilder().setBox(Box.newBuilder().setX0(5).setX1(9).setY0(4).setY1(4)).build();

    assertThat(MaskClient.codeOf(refused(picture, flat))).isEqualTo("SELECTION_INVALID");
  }

  @Test
  void anEmptySelectionIsRefused() {
    assertThat(MaskClient.codeOf(refused(picture, Selection.getDefaultInstance())))
        .isEqualTo("SELECTION_EMPTY");
  }

  @Test
  void tenThousandClicksAreRefused() {
    Selection.Builder selection = Selection.newBuilder();
    for (int i = 0; i < 10_000; i++) {
      selection.addPoints(Point.newBuilder().setX(i % 60).setY(3));
    }

    StatusRuntimeException thrown = refused(picture, selection.build());

    assertThat(thrown.getStatus().getDescription()).contains("at most 64 clicks, got 10000");
  }

  @Test
  void aStrokeOfAMegabyteIsRefused() {
    Selection selection =
        Selection.newBuilder().addStrokes(MaskClient.stroke(3, false, new double[120_000])).build();

    assertThat(MaskClient.codeOf(refused(picture, selection))).isEqualTo("SELECTION_INVALID");
  }

  @Test
  void anUploadedMaskOfAnotherSizeIsRefused() {
    Selection.Builder selection = Selection.newBuilder();
    selection.getUploadedBuilder().setWidth(3).setHeight(3).addCounts(9);

    assertThat(refused(picture, selection.build()).getStatus().getDescription())
        .contains("64 x 48 pixels, but this one has 3 x 3");
  }

  @Test
  void bytesUnderAWrongNameAreRefused() {
    Picture other = MaskClient.picture(64, 48, 0x0b0b0b);
    Picture wrong = picture.toBuilder().setSha256(other.getSha256()).build();

    StatusRuntimeException thrown = refused(wrong, MaskClient.click(1, 1));

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("IMAGE_INVALID");
  }

  @Test
  void bytesThatAreNoPictureAreRefused() {
    byte[] text = "GIF89a and more".getBytes(StandardCharsets.US_ASCII);
    Picture gif =
        Picture.newBuilder()
            .setSha256(PictureHash.of(text))
            .setContent(ByteString.copyFrom(text))
            .build();

    StatusRuntimeException thrown = refused(gif, MaskClient.click(1, 1));

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("IMAGE_FORMAT_UNSUPPORTED");
    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void logitsThatAreNoNumbersMakeNoMask() {
    float[] logits = new float[4 * 256 * 256];
    logits[70_000] = Float.NaN;
    triton
        .decoder()
        .behaves(
            FakeBehaviour.replying(
                Tensor.ofFp32("low_res_masks", logits, 4, 256, 256),
                Tensor.ofFp32("iou_predictions", new float[4], 4)));

    StatusRuntimeException thrown = refused(picture, MaskClient.click(1, 1));

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("RESULT_INVALID");
    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
  }

  @Test
  void masksOfAWrongShapeMakeNoMask() {
    triton
        .decoder()
        .behaves(
            FakeBehaviour.replying(
                Tensor.ofFp32("low_res_masks", new float[4 * 64], 4, 8, 8),
                Tensor.ofFp32("iou_predictions", new float[4], 4)));

    assertThat(MaskClient.codeOf(refused(picture, MaskClient.click(2, 1))))
        .isEqualTo("RESULT_INVALID");
  }

  @Test
  void scoresThatAreFewerThanMasksMakeNoMask() {
    triton
        .decoder()
        .behaves(
            FakeBehaviour.replying(
                Tensor.ofFp32("low_res_masks", new float[4 * 256 * 256], 4, 256, 256),
                Tensor.ofFp32("iou_predictions", new float[3], 3)));

    assertThat(MaskClient.codeOf(refused(picture, MaskClient.click(2, 2))))
        .isEqualTo("RESULT_INVALID");
  }

  @Test
  void aModelThatHangsIsGivenUpAfterItsTime() {
    client.segment(picture, MaskClient.click(4, 1));
    triton.decoder().next(call -> call.awaitCancel());

    StatusRuntimeException thrown = refused(picture, MaskClient.click(4, 2));

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("INFERENCE_TIMEOUT");
    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void aFailingModelIsSaidToFail() {
    triton.decoder().behaves(FakeBehaviour.failing(FakeError.INTERNAL, "CUDA error 700"));

    StatusRuntimeException thrown = refused(picture, MaskClient.click(3, 1));

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("MODEL_FAILED");
    assertThat(thrown.getStatus().getDescription()).doesNotContain("CUDA");
  }

  private StatusRuntimeException refused(Picture which, Selection selection) {
    return catchThrowableOfType(
        StatusRuntimeException.class, () -> client.segment(which, selection));
  }
}
