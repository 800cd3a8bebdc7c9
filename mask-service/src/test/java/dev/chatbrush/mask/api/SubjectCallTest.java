package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.mask.Selection.Subject;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeModel;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A picture of 512 x 512 whose saliency is a square of 80 to 176 of 320, so 128 to 282 pixels. */
@QuarkusTest
@QuarkusTestResource(FakeTritonResource.class)
class SubjectCallTest {
  private static final int SIDE = 320;

  private final FakeSegmenter triton = FakeTritonResource.segmenter();
  private MaskClient client;
  private FakeModel saliency;

  @BeforeEach
  void connect() {
    triton.reset();
    client = new MaskClient();
    saliency =
        triton.triton().model("u2netp").parameter("chatbrush.role", "saliency").behaves(square(1));
    Eventually.holds(() -> !"MODEL_UNAVAILABLE".equals(codeOf(Subject.SUBJECT, 0x300000)));
  }

  @AfterEach
  void disconnect() {
    triton.triton().remove("u2netp");
    client.close();
  }

  @Test
  void theSubjectIsTheDecodersMaskThatAgreesWithTheMap() {
    Picture picture = MaskClient.picture(512, 512, 0x300001);

    SegmentReply reply = segment(picture, Subject.SUBJECT);

    Mask mask = reply.getMask();
    assertThat(mask.getModel()).isEqualTo("sam_decoder/1");
    assertThat(mask.getDrawn()).isFalse();
    assertThat(mask.getScore()).isEqualTo(0.7f);
    assertThat(reply.getTimingsMillisMap()).containsKeys("saliency", "encode", "model", "mask");
    assertThat(triton.lastDecode().input("point_labels").orElseThrow().asFp32())
        .containsExactly(1, 2, 3);
    assertThat(triton.lastDecode().input("point_coords").orElseThrow().asFp32())
        .endsWith(255.5f, 255.5f, 562.7f, 562.7f);
  }

  @Test
  void theBackgroundIsAllButTheSubjectAndIsFoundWithoutAskingAgain() {
    Picture picture = MaskClient.picture(512, 512, 0x300002);

    long subject = segment(picture, Subject.SUBJECT).getMask().getArea();
    int asked = saliency.received().size();
    long background = segment(MaskClient.byName(picture), Subject.BACKGROUND).getMask().getArea();

    assertThat(subject).isPositive();
    assertThat(background).isEqualTo(512 * 512 - subject);
    assertThat(saliency.received()).hasSize(asked);
  }

  @Test
  void theOpacityOfACutOutSaysWhatItsSubjectIs() {
    byte[] opacities = new byte[512 * 512];
    for (int i = 0; i < opacities.length; i++) {
      int x = i % 512;
      opacities[i] = (byte) (x < 200 ? 0 : x < 210 ? 100 : 255);
    }
    RgbImage cutOut = RgbImage.filled(512, 512, 250, 250, 250).withAlpha(opacities);
    Picture picture = MaskClient.picture(cutOut);
    int asked = saliency.received().size();

    Mask subject = segment(picture, Subject.SUBJECT).getMask();
    Mask background = segment(picture, Subject.BACKGROUND).getMask();

    assertThat(subject.getBounds().getX0()).isEqualTo(210);
    assertThat(background.getArea()).isEqualTo(211 * 512);
    assertThat(subject.getModel()).isEqualTo("opacity");
    assertThat(saliency.received()).hasSize(asked);
  }

  @Test
  void modelsSeeGreyBehindWhatIsSeeThrough() {
    RgbImage nothing = RgbImage.filled(512, 512, 0, 0, 0).withAlpha(new byte[512 * 512]);

    segment(MaskClient.picture(nothing), Subject.SUBJECT);

    assertThat(saliency.received().get(saliency.received().size() - 1).input("image").orElseThrow())
        .satisfies(seen -> assertThat(seen.asUint8()).startsWith(0x7c, 0x74, 0x68));
  }

  @Test
  void whereTheDecoderMeansSomethingElseTheMapIsTheMask() {
    Picture picture = MaskClient.picture(512, 512, 0x300003);
    triton
        .decoder()
        .behaves(
            FakeBehaviour.replying(
                Tensor.ofFp32("low_res_masks", new float[4 * 256 * 256], 4, 256, 256),
                Tensor.ofFp32("iou_predictions", new float[] {1, 1, 1, 1}, 4)));

    Mask mask = segment(picture, Subject.SUBJECT).getMask();

    assertThat(mask.getModel()).isEqualTo("u2netp/1");
    assertThat(mask.getBounds().getX0()).isBetween(125.0, 131.0);
    assertThat(mask.getBounds().getY1()).isBetween(279.0, 285.0);
  }

  @Test
  void strokesAndRefinementsWorkOnTop() {
    Picture picture = MaskClient.picture(512, 512, 0x300004);
    long subject = segment(picture, Subject.SUBJECT).getMask().getArea();
    Selection selection =
        Selection.newBuilder()
            .setSubject(Subject.SUBJECT)
            .addStrokes(MaskClient.stroke(5, false, 500, 500))
            .build();

    assertThat(client.segment(picture, selection).getMask().getArea())
        .isBetween(subject + 70, subject + 90);
  }

  @Test
  void aPictureWithoutASubjectIsSaidToHaveNone() {
    saliency.behaves(square(0.2f));

    assertThat(codeOf(Subject.SUBJECT, 0x300005)).isEqualTo("SUBJECT_NOT_FOUND");
  }

  @Test
  void aMapThatIsNoneMakesNoMask() {
    saliency.behaves(square(Float.NaN));
    assertThat(codeOf(Subject.SUBJECT, 0x300006)).isEqualTo("RESULT_INVALID");

    saliency.behaves(FakeBehaviour.replying(Tensor.ofFp32("saliency", new float[SIDE], 1, SIDE)));
    assertThat(codeOf(Subject.SUBJECT, 0x300007)).isEqualTo("RESULT_INVALID");
  }

  @Test
  void pointingAndTheSubjectTogetherAreRefused() {
    Selection both = MaskClient.click(5, 5).toBuilder().setSubject(Subject.SUBJECT).build();
    Picture picture = MaskClient.picture(512, 512, 0x300008);

    StatusRuntimeException thrown =
        catchThrowableOfType(StatusRuntimeException.class, () -> client.segment(picture, both));

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("SELECTION_INVALID");
  }

  @Test
  void anUnknownPictureIsAskedFor() {
    Picture name = MaskClient.byName(MaskClient.picture(512, 512, 0x300009));

    assertThat(segment(name, Subject.SUBJECT).hasImageNeeded()).isTrue();
  }

  private SegmentReply segment(Picture picture, Subject subject) {
    return client.segment(picture, Selection.newBuilder().setSubject(subject).build());
  }

  private String codeOf(Subject subject, int color) {
    try {
      segment(MaskClient.picture(64, 64, color), subject);
      return "";
    } catch (StatusRuntimeException thrown) {
      return MaskClient.codeOf(thrown);
    }
  }

  private static FakeBehaviour square(float value) {
    float[] map = new float[SIDE * SIDE];
    for (int i = 0; i < map.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      map[i] = x >= 80 && x < 176 && y >= 80 && y < 176 ? value : 0;
    }
    return FakeBehaviour.replying(Tensor.ofFp32("saliency", map, SIDE, SIDE));
  }
}
