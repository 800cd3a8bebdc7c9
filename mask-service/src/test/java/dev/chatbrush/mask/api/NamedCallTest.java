package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatbrush.contracts.mask.Find;
import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.mask.Selection.Which;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.mask.segment.Subject;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeModel;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A picture of 512 x 512 with a large cup at the left, a small one at the right and a cat. */
@QuarkusTest
@QuarkusTestResource(FakeTritonResource.class)
class NamedCallTest {
  private static final String LABELS =
      "[{\"id\": \"cup\", \"en\": \"cup, mug\", \"ko\": \"컵, 머그컵\"},"
          + " {\"id\": \"cat\", \"en\": \"cat\", \"ko\": \"고양이\"},"
          + " {\"id\": \"dog\", \"en\": \"dog\", \"ko\": \"개\"}]";

  private final FakeSegmenter triton = FakeTritonResource.segmenter();
  private MaskClient client;
  private FakeModel detector;

  @BeforeEach
  void connect() {
    triton.reset();
    client = new MaskClient();
    detector = detector("coco").parameter("chatbrush.vocabulary", "closed");
    detector
        .parameter("chatbrush.labels", LABELS)
        .parameter("chatbrush.least_score", "0.4")
        .behaves(finds());
    Eventually.holds(() -> codeOf(named("cup"), 0x500000).isEmpty());
  }

  @AfterEach
  void disconnect() {
    triton.triton().remove("coco");
    triton.triton().remove("open");
    triton.triton().remove("parts");
    client.close();
  }

  @Test
  void aNameIsFoundAndOutlinedByItsBox() {
    SegmentReply reply = segment(named("고양이"), 0x500001);

    Mask mask = reply.getMask();
    assertThat(mask.getArea()).isPositive();
    assertThat(mask.getDrawn()).isFalse();
    assertThat(mask.getModel()).isEqualTo("coco/1");
    assertThat(mask.getFindsList()).extracting(Find::getLabel).containsExactly("cat");
    assertThat(reply.getTimingsMillisMap()).containsKeys("detect", "encode", "model");
    assertThat(triton.lastDecode().input("point_labels").orElseThrow().asFp32()).startsWith(2, 3);
  }

  @Test
  void allOfANameAreNumberedFromLeftToRightWithoutDoubtfulFindsAndParts() {
    List<Find> finds = segment(named("the mugs"), 0x500002).getMask().getFindsList();

    assertThat(finds).extracting(Find::getNumber).containsExactly(1, 2);
    assertThat(finds).extracting(find -> find.getBox().getX0()).containsExactly(20.0, 400.0);
    assertThat(finds).allMatch(Find::getChosen);
  }

  @Test
  void oneOfSeveralIsChosenByNumberPlaceOrSize() {
    assertThat(chosen(named("cup").addNumbers(2))).containsExactly(2);
    assertThat(chosen(named("cup").setWhich(Which.LEFTMOST))).containsExactly(1);
    assertThat(chosen(named("cup").setWhich(Which.SMALLEST))).containsExactly(2);
    assertThat(chosen(named("cup").setWhich(Which.BOTTOMMOST))).containsExactly(2);
    assertThat(chosen(named("cup").addNumbers(1).addNumbers(2))).containsExactly(1, 2);
  }

  @Test
  void theOnlyOneOfSeveralIsNone() {
    Mask mask = segment(named("cup").setWhich(Which.ONLY), 0x500003).getMask();

    assertThat(mask.getArea()).isZero();
    assertThat(mask.getFindsList()).hasSize(2).noneMatch(Find::getChosen);
  }

  @Test
  void aPictureIsLookedAtOnceForAllNames() {
    Picture picture = MaskClient.picture(512, 512, 0x500004);
    client.segment(picture, named("cup").build());
    int asked = detector.received().size();

    client.segment(MaskClient.byName(picture), named("cat").build());

    assertThat(detector.received()).hasSize(asked);
  }

  @Test
  void whatIsNotThereAndWhatNobodyKnowsAreSaidApart() {
    assertThat(codeOf(named("dog"), 0x500005)).isEqualTo("NAME_NOT_FOUND");
    assertThat(codeOf(named("astrolabe"), 0x500005)).isEqualTo("NAME_UNKNOWN");
    assertThat(codeOf(named("cup").addNumbers(3), 0x500005)).isEqualTo("SELECTION_INVALID");
    Selection.Builder both = MaskClient.click(5, 5).toBuilder().setText("cup");
    assertThat(codeOf(both, 0x500005)).isEqualTo("SELECTION_INVALID");
  }

  @Test
  void anOpenVocabularyIsAskedForWordsThatNoOtherKnowsAndMayDrawItsOwnOutline() {
    byte[] shape = new byte[16];
    java.util.Arrays.fill(shape, 0, 8, (byte) 255);
    FakeModel open = detector("open").parameter("chatbrush.vocabulary", "open");
    open.behaves(
        FakeBehaviour.replying(
            Tensor.ofFp32("boxes", new float[] {100, 100, 200, 200}, 1, 4),
            Tensor.ofFp32("scores", new float[] {0.9f}, 1),
            labels("astrolabe"),
            Tensor.ofUint8("masks", shape, 1, 4, 4)));
    Eventually.holds(() -> codeOf(named("astrolabe"), 0x500006).isEmpty());

    Mask mask = segment(named("astrolabe"), 0x500007).getMask();

    assertThat(mask.getBounds().getX0()).isEqualTo(100);
    assertThat(mask.getArea()).isBetween(4_500L, 5_500L);
    assertThat(open.received().get(0).input("text").orElseThrow().asString())
        .isEqualTo("astrolabe");
  }

  @Test
  void aModelThatLooksForOneLabelAtATimeIsToldWhich() {
    FakeModel parts =
        detector("parts")
            .parameter("chatbrush.vocabulary", "closed")
            .parameter("chatbrush.looks_for", "label")
            .parameter(
                "chatbrush.labels",
                "[{\"id\": \"face\", \"en\": \"face\", \"ko\": \"얼굴\"},"
                    + " {\"id\": \"sky\", \"en\": \"sky\", \"ko\": \"하늘\"}]");
    parts.behaves(
        call ->
            call.reply(
                List.of(
                    Tensor.ofFp32("boxes", new float[] {100, 100, 200, 200}, 1, 4),
                    Tensor.ofFp32("scores", new float[] {0.9f}, 1),
                    labels(call.request().input("text").orElseThrow().asString()))));
    Eventually.holds(() -> codeOf(named("하늘"), 0x50000a).isEmpty());
    Picture picture = MaskClient.picture(512, 512, 0x50000b);

    Mask sky = client.segment(picture, named("the sky").build()).getMask();
    Mask faces = client.segment(MaskClient.byName(picture), named("얼굴").build()).getMask();

    assertThat(sky.getFindsList()).extracting(Find::getLabel).containsExactly("sky");
    assertThat(faces.getFindsList()).extracting(Find::getLabel).containsExactly("face");
  }

  @Test
  void aPictureOfAFewPixelsShowsNothingAndNoModelIsAsked() {
    int asked = detector.received().size();
    Picture sliver = MaskClient.picture(300, 2, 0x50000d);

    StatusRuntimeException thrown =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> client.segment(sliver, named("cup").build()));

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("NAME_NOT_FOUND");
    assertThat(detector.received()).hasSize(asked);
  }

  @Test
  void theSubjectAndTheBackgroundHaveNamesToo() {
    assertThat(sought("피사체")).isEqualTo(Subject.SUBJECT);
    assertThat(sought("The  Background")).isEqualTo(Subject.BACKGROUND);
    assertThat(sought("cup")).isEqualTo(Subject.NONE);
  }

  @Test
  void findsThatAreNoneMakeNoMask() {
    detector.behaves(
        FakeBehaviour.replying(
            Tensor.ofFp32("boxes", new float[] {1, 2, 3}, 3),
            Tensor.ofFp32("scores", new float[] {0.9f}, 1),
            labels("cup")));

    StatusRuntimeException thrown =
        catchThrowableOfType(StatusRuntimeException.class, () -> segment(named("cup"), 0x500008));

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("RESULT_INVALID");
  }

  private static Subject sought(String text) {
    return SelectionReader.selection(named(text).build()).subject();
  }

  private List<Integer> chosen(Selection.Builder selection) {
    return segment(selection, 0x500009).getMask().getFindsList().stream()
        .filter(Find::getChosen)
        .map(Find::getNumber)
        .toList();
  }

  private SegmentReply segment(Selection.Builder selection, int color) {
    return client.segment(MaskClient.picture(512, 512, color), selection.build());
  }

  private String codeOf(Selection.Builder selection, int color) {
    try {
      segment(selection, color);
      return "";
    } catch (StatusRuntimeException thrown) {
      return MaskClient.codeOf(thrown);
    }
  }

  private FakeModel detector(String name) {
    return triton.triton().model(name).parameter("chatbrush.role", "detector");
  }

  private static Selection.Builder named(String text) {
    return Selection.newBuilder().setText(text);
  }

  /** The fourth is too doubtful, the fifth a part of the first. */
  private static FakeBehaviour finds() {
    float[] boxes = {
      20, 100, 220, 300, 400, 300, 460, 360, 250, 20, 350, 120, 300, 300, 350, 350, 30, 110, 120,
      200
    };
    return FakeBehaviour.replying(
        Tensor.ofFp32("boxes", boxes, 5, 4),
        Tensor.ofFp32("scores", new float[] {0.9f, 0.8f, 0.7f, 0.3f, 0.5f}, 5),
        labels("cup", "cup", "cat", "cup", "cup"));
  }

  private static Tensor labels(String... labels) {
    List<byte[]> bytes =
        List.of(labels).stream().map(label -> label.getBytes(StandardCharsets.UTF_8)).toList();
    return Tensor.ofBytes("labels", bytes, labels.length);
  }
}
