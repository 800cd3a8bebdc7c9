package dev.chatbrush.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResizeTest {
  @ParameterizedTest
  @EnumSource(Resampling.class)
  void aFlatPictureStaysFlatAtAnySize(Resampling resampling) {
    RgbImage flat = RgbImage.filled(37, 23, 10, 128, 255);

    assertThat(flat.resizeTo(100, 5, resampling)).isEqualTo(RgbImage.filled(100, 5, 10, 128, 255));
  }

  /** Made by Pillow 13: Image.fromarray(...).resize((3, 3), BILINEAR) on the 7x5 ramp below. */
  @Test
  void bilinearEqualsPillow() {
    RgbImage small = ramp(7, 5).resizeTo(3, 3, Resampling.BILINEAR);

    assertThat(reds(small)).containsExactly(PILLOW_BILINEAR);
  }

  /** Made by Pillow 13: resize((11, 9), BICUBIC) of the same ramp, first row. */
  @Test
  void bicubicEqualsPillow() {
    RgbImage large = ramp(7, 5).resizeTo(11, 9, Resampling.BICUBIC);

    assertThat(Arrays.copyOf(reds(large), 11)).containsExactly(PILLOW_BICUBIC_ROW);
  }

  @Test
  void areaAveragesWholeBlocks() {
    RgbImage image = Pictures.quadrants(4, 4);

    RgbImage one = image.resizeTo(1, 1);

    assertThat(Pictures.pixel(one, 0, 0)).containsExactly(128, 128, 128);
  }

  /** Threads share a large result; each row must be what it is in a result of its own. */
  @ParameterizedTest
  @EnumSource(Resampling.class)
  void aLargeResultHasTheRowsOfSmallOnes(Resampling resampling) {
    RgbImage tile = Pictures.noise(64, 300, 4);
    byte[] thrice = new byte[3 * tile.rgb().length];
    for (int i = 0; i < thrice.length; i++) {
      thrice[i] = tile.rgb()[i % tile.rgb().length];
    }
    int far = 8; // beyond every filter's reach from where the tiles meet

    RgbImage one = tile.resizeTo(48, 200, resampling);
    RgbImage three = new RgbImage(64, 900, thrice).resizeTo(48, 600, resampling);

    for (int tileNumber = 0; tileNumber < 3; tileNumber++) {
      Region inner = new Region(0, far, 48, 200 - 2 * far);
      Region same = new Region(0, tileNumber * 200 + far, 48, 200 - 2 * far);
      assertThat(three.crop(same)).isEqualTo(one.crop(inner));
    }
  }

  @Test
  void cropTakesTheRegion() {
    RgbImage image = Pictures.noise(9, 7, 1);

    RgbImage part = image.crop(new Region(2, 3, 4, 2));

    assertThat(Pictures.pixel(part, 3, 1)).containsExactly(Pictures.pixel(image, 5, 4));
    assertThatThrownBy(() -> image.crop(new Region(6, 0, 4, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inside the 9x7 picture");
  }

  private static RgbImage ramp(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      int value = (i * 37) % 256;
      rgb[3 * i] = (byte) value;
      rgb[3 * i + 1] = (byte) (255 - value);
      rgb[3 * i + 2] = (byte) (value / 2);
    }
    return new RgbImage(width, height, rgb);
  }

  private static int[] reds(RgbImage image) {
    int[] reds = new int[image.width() * image.height()];
    for (int i = 0; i < reds.length; i++) {
      reds[i] = image.rgb()[3 * i] & 0xff;
    }
    return reds;
  }

  private static final int[] PILLOW_BILINEAR = {33, 112, 191, 38, 117, 196, 43, 122, 201};
  private static final int[] PILLOW_BICUBIC_ROW = {0, 13, 40, 64, 87, 111, 135, 158, 182, 209, 225};
}
