package dev.chatbrush.agent.edit;

import static dev.chatbrush.agent.FakeTools.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.contracts.wire.PictureHash;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.stitch.PixelLock;
import dev.chatbrush.triton.Tensor;
import org.junit.jupiter.api.Test;

/** What an erase takes of a picture, and what it leaves alone. */
class EraseMaskTest extends ToolTestCase {

  @Test
  void changesNothingOutsideTheGrownMask() {
    FakeTools.erase(triton, "eraser", 10);

    EditResult result = run(erase());

    RgbImage after = ImageDecoder.decode(result.png());
    Mask grown = result.grownMask().orElseThrow();
    assertThat(grown.bounds()).contains(new Region(288, 188, 64, 54)); // 12 pixels each side
    assertThat(PixelLock.changedOutside(image, after, grown)).isZero();
    assertThat(after.rgb()[(215 * 800 + 320) * 3]).isEqualTo((byte) 255);
    assertThat(result.sha256()).isEqualTo(PictureHash.of(result.png()));
  }

  @Test
  void takesADrawnMaskAsItIs() {
    FakeTools.erase(triton, "eraser", 10);

    EditResult result = run(eraseDrawn());

    assertThat(result.grownMask().orElseThrow().bounds()).contains(OBJECT);
  }

  @Test
  void takesTheEdgeOfAToolThatFindsItItselfAndSaysSo() {
    FakeTools.growing(triton, "eraser", 8, changed(3));

    EditResult result = run(eraseDrawn());

    RgbImage after = ImageDecoder.decode(result.png());
    Mask grown = result.grownMask().orElseThrow();
    assertThat(grown.bounds()).contains(new Region(297, 197, 46, 36));
    assertThat(PixelLock.changedOutside(image, after, grown)).isZero();
    assertThat(after.rgb()[(197 * 800 + 297) * 3]).isEqualTo((byte) 255); // at once, not by half
    assertThat(result.parameters()).containsEntry("mask_grown", String.valueOf(46 * 36 - 40 * 30));
  }

  @Test
  void refusesAToolThatGrowsFurtherThanItSaid() {
    FakeTools.growing(triton, "eraser", 8, changed(9));

    assertThat(problem(eraseDrawn()).code()).isEqualTo("RESULT_INVALID");
  }

  /** The mask of the crop, which shows 64 pixels around the object, grown by so many pixels. */
  private static Tensor changed(int pixels) {
    Region grown = new Region(64 - pixels, 64 - pixels, 40 + 2 * pixels, 30 + 2 * pixels);
    return Tensor.ofUint8("mask", Mask.rectangle(168, 158, grown).values(), 158, 168);
  }

  @Test
  void sendsTheNeighbourhoodOnly() {
    var model = FakeTools.erase(triton, "eraser", 10);

    run(erase());

    Tensor sent = input(model.received().get(0), "image");
    assertThat(sent.shape().dims()).containsExactly(54L + 128, 64L + 128, 3L);
    assertThat(input(model.received().get(0), "mask").shape().dims()).containsExactly(182L, 192L);
  }

  @Test
  void growsTheMaskInProportionOnLargePictures() {
    FakeTools.erase(triton, "eraser", 10);
    RgbImage large = RgbImage.filled(4096, 100, 9, 9, 9);

    EditResult result = run(erase(large, Mask.rectangle(4096, 100, new Region(2000, 40, 20, 20))));

    assertThat(result.grownMask().orElseThrow().bounds())
        .contains(new Region(1952, 0, 116, 100)); // 48 pixels each side
  }
}
