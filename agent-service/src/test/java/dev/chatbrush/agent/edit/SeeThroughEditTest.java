package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.imaging.stitch.PixelLock;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeModel;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Pictures with opacities, and tools that know of them or do not. */
class SeeThroughEditTest extends ToolTestCase {
  private final byte[] opacities = opacities();
  private final RgbImage seeThrough = image.withAlpha(opacities);

  /** Nothing on the left, glass in the middle, opaque on the right. */
  private static byte[] opacities() {
    byte[] alpha = new byte[800 * 600];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (byte) (i % 800 < 250 ? 0 : i % 800 < 400 ? 100 : 255);
    }
    return alpha;
  }

  @Test
  void aToolOfColoursAloneChangesNoOpacity() throws Exception {
    FakeModel model = tool("none", given -> RgbImage.filled(800, 600, 9, 9, 9));
    model.behaves(FakeTools.answering(in -> answer(darker(colours(in)))));

    RgbImage result = ImageDecoder.decode(run(whole(seeThrough)).png());

    assertThat(result.alpha()).contains(opacities);
    assertThat(FakeTools.input(model.received().get(0), "image").shape().dims())
        .containsExactly(600L, 800L, 3L);
  }

  @Test
  void itSeesNoColourThatNobodySees() throws Exception {
    RgbImage red = RgbImage.filled(800, 600, 200, 0, 0);
    byte[] black = red.rgb().clone();
    for (int i = 0; i < opacities.length; i++) {
      black[3 * i] = opacities[i] == 0 ? 0 : black[3 * i];
    }
    FakeModel model = tool("none", given -> given);
    model.behaves(FakeTools.answering(in -> answer(darker(colours(in)))));

    run(whole(new RgbImage(800, 600, black).withAlpha(opacities)));

    byte[] seen = FakeTools.input(model.received().get(0), "image").asUint8();
    assertThat(seen[0] & 0xff).isBetween(198, 202);
  }

  @Test
  void insideAMaskItStaysTheSameOutsideToTheBit() throws Exception {
    tool("none", SeeThroughEditTest::darker);
    Mask mask = Mask.rectangle(800, 600, OBJECT);

    RgbImage result = ImageDecoder.decode(run(masked(seeThrough, mask)).png());

    assertThat(result.alpha()).contains(opacities);
    assertThat(PixelLock.changedOutside(seeThrough, result, mask)).isZero();
    assertThat(result).isNotEqualTo(seeThrough);
  }

  @Test
  void aToolThatKeepsOpacityGetsItAndItsOwnCounts() throws Exception {
    FakeModel model = tool("keep", given -> given.withAlpha(half(given)));

    EditResult result = run(whole(seeThrough));

    assertThat(FakeTools.input(model.received().get(0), "image").shape().dims())
        .containsExactly(600L, 800L, 4L);
    assertThat(result.seeThrough()).isTrue();
    assertThat(ImageDecoder.decode(result.png()).alpha()).contains(half(seeThrough));
  }

  @Test
  void whatItGivesWithoutOpacityIsOpaque() throws Exception {
    tool("keep", given -> darker(given.opaque()));

    assertThat(run(whole(seeThrough)).seeThrough()).isFalse();
  }

  @Test
  void aToolThatMakesOpacityCutsWithinTheMaskAlone() throws Exception {
    tool("make", given -> given.withAlpha(new byte[given.width() * given.height()]));
    Mask mask = Mask.rectangle(800, 600, OBJECT);

    EditResult result = run(masked(image, mask));

    RgbImage picture = ImageDecoder.decode(result.png());
    byte[] alpha = picture.alpha().orElseThrow();
    assertThat(alpha[215 * 800 + 320]).isZero();
    assertThat(alpha[0]).isEqualTo((byte) 255);
    assertThat(PixelLock.changedOutside(image, picture, mask)).isZero();
  }

  @Test
  void opacityFromAToolThatMayNotGiveAnyIsRefused() {
    tool("keep", given -> given.withAlpha(half(given)));

    assertThat(problem(whole(image)).code()).isEqualTo("MODEL_FAILED");
  }

  @Test
  void aToolThatChangesTheSizeAndKnowsNoOpacitySaysThatItIsLost() throws Exception {
    FakeModel model = tool("none", given -> given.resizeTo(400, 300));
    model.parameter("chatbrush.output", "any");

    EditResult result = run(whole(seeThrough));

    assertThat(result.seeThrough()).isFalse();
    assertThat(listener.heard).anyMatch(note -> note.contains("laid on white"));
    assertThat(ImageDecoder.decode(result.png()))
        .isEqualTo(seeThrough.on(RgbImage.WHITE).resizeTo(400, 300));
  }

  @Test
  void opacityTakesAFourthByte() {
    long opaque = EditInput.bytesToEdit(png, false, false) - png.length;
    byte[] file = ImageEncoder.png(seeThrough);

    assertThat(EditInput.bytesToEdit(file, false, false) - file.length).isEqualTo(opaque / 3 * 4);
    assertThat(EditInput.bytesToEdit(png, false, true) - png.length).isGreaterThan(opaque);
  }

  private FakeModel tool(String alpha, UnaryOperator<RgbImage> change) {
    return FakeTools.transform(triton, "colours", 10)
        .parameter("chatbrush.mask", "optional")
        .parameter("chatbrush.options", "[]")
        .parameter("chatbrush.alpha", alpha)
        .behaves(FakeTools.answering(in -> answer(change.apply(picture(in)))));
  }

  private static RgbImage picture(Tensor in) {
    int width = (int) in.shape().dim(1);
    int height = (int) in.shape().dim(0);
    return in.shape().dim(2) == 4
        ? RgbImage.ofRgba(width, height, in.asUint8())
        : new RgbImage(width, height, in.asUint8());
  }

  private static RgbImage colours(Tensor in) {
    return picture(in).opaque();
  }

  private static Tensor[] answer(RgbImage made) {
    byte[] samples = made.isSeeThrough() ? made.rgba() : made.rgb();
    int channels = made.isSeeThrough() ? 4 : 3;
    return new Tensor[] {Tensor.ofUint8("image", samples, made.height(), made.width(), channels)};
  }

  private static RgbImage darker(RgbImage image) {
    byte[] rgb = image.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((rgb[i] & 0xff) / 2);
    }
    return new RgbImage(image.width(), image.height(), rgb);
  }

  private static byte[] half(RgbImage image) {
    byte[] alpha = new byte[image.width() * image.height()];
    Arrays.fill(alpha, (byte) 128);
    return alpha;
  }

  private static EditRequest whole(RgbImage picture) {
    return edit(picture, Optional.empty());
  }

  private static EditRequest masked(RgbImage picture, Mask mask) {
    return edit(picture, Optional.of(Rle.of(mask)));
  }

  private static EditRequest edit(RgbImage picture, Optional<Rle> mask) {
    byte[] file = ImageEncoder.png(picture);
    return new EditRequest(file, mask, true, "image_transform", "darker", EditOptions.none());
  }
}
