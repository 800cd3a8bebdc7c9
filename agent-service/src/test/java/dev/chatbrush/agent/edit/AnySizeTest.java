package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.agent.Images;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeModel;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tools that crop, turn or scale: what they give is the result. */
class AnySizeTest extends ToolTestCase {

  @Test
  void whatTheToolGivesIsTheWholeResult() throws Exception {
    frame(given -> given.crop(new Region(100, 50, 320, 200)));

    EditResult result = run(edit(png, Optional.empty()));

    assertThat(ImageDecoder.decode(result.png()))
        .isEqualTo(image.crop(new Region(100, 50, 320, 200)));
    assertThat(result.width()).isEqualTo(320);
    assertThat(result.height()).isEqualTo(200);
    assertThat(result.anySize()).isTrue();
    assertThat(result.grownMask()).isEmpty();
  }

  @Test
  void aPartOfOneColourIsAResultToo() throws Exception {
    frame(given -> new RgbImage(8, 8, new byte[8 * 8 * 3]));

    assertThat(run(edit(png, Optional.empty())).width()).isEqualTo(8);
  }

  @Test
  void aPictureInSharedMemoryMayComeBackLargerThanItWas() throws Exception {
    RgbImage large = Images.noise(1600, 1200, 2);
    frame(given -> given.resizeTo(2400, 1800));

    EditResult result = run(edit(ImageEncoder.png(large), Optional.empty()));

    assertThat(ImageDecoder.decode(result.png())).isEqualTo(large.resizeTo(2400, 1800));
  }

  @Test
  void theToolSeesTheWholePictureAndTheWholeMask() throws Exception {
    Mask mask = Mask.rectangle(800, 600, OBJECT);
    FakeModel model = frame(given -> given.crop(OBJECT)).parameter("chatbrush.mask", "optional");

    EditResult result = run(edit(png, Optional.of(mask)));

    InferRequest sent = model.received().get(0);
    assertThat(FakeTools.input(sent, "image").shape().dims()).containsExactly(600L, 800L, 3L);
    assertThat(FakeTools.input(sent, "mask").asUint8()).isEqualTo(mask.values());
    assertThat(result.width()).isEqualTo(OBJECT.width());
    assertThat(result.grownMask()).isEmpty();
  }

  @Test
  void refusesAPictureBeyondAllThatCanBeKept() {
    frame(given -> new RgbImage(12_001, 1, new byte[12_001 * 3]));

    assertThat(problem(edit(png, Optional.empty())).code()).isEqualTo("MODEL_FAILED");
  }

  @Test
  void leavesRoomForAResultThatIsLarger() {
    assertThat(EditInput.bytesToEdit(png, true, false))
        .isGreaterThan(EditInput.bytesToEdit(png, false, false));
  }

  private FakeModel frame(UnaryOperator<RgbImage> change) {
    return FakeTools.transform(triton, "frame", 10)
        .parameter("chatbrush.tool", "frame")
        .parameter("chatbrush.mask", "none")
        .parameter("chatbrush.output", "any")
        .behaves(
            FakeTools.answering(
                in -> {
                  RgbImage given =
                      new RgbImage((int) in.shape().dim(1), (int) in.shape().dim(0), in.asUint8());
                  RgbImage made = change.apply(given);
                  return new Tensor[] {
                    Tensor.ofUint8("image", made.rgb(), made.height(), made.width(), 3)
                  };
                }));
  }

  private static EditRequest edit(byte[] picture, Optional<Mask> mask) {
    return new EditRequest(
        picture, mask.map(Rle::of), false, "frame", "crop to a square", EditOptions.none());
  }
}
