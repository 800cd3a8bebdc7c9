package dev.chatbrush.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeeThroughTest {
  /** Red that is seen on the left, black that nobody sees on the right. */
  private final RgbImage half = half(64, 32);

  private static RgbImage half(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    byte[] alpha = new byte[width * height];
    for (int i = 0; i < alpha.length; i++) {
      boolean seen = i % width < width / 2;
      rgb[3 * i] = (byte) (seen ? 200 : 0);
      alpha[i] = (byte) (seen ? 255 : 0);
    }
    return new RgbImage(width, height, rgb).withAlpha(alpha);
  }

  @Test
  void aPlaneThatIsOpaqueEverywhereIsDropped() {
    RgbImage image = Pictures.photo(9, 7, 1);
    byte[] opaque = new byte[63];
    Arrays.fill(opaque, (byte) 255);

    assertThat(image.withAlpha(opaque)).isEqualTo(image);
    assertThat(image.withAlpha(opaque).isSeeThrough()).isFalse();
    assertThat(RgbImage.ofRgba(9, 7, image.rgba())).isEqualTo(image);
  }

  @Test
  void aPlaneOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> Pictures.photo(9, 7, 1).withAlpha(new byte[62]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a 9x7 picture needs 63 bytes, got 62");
  }

  @Test
  void pixelsWithOpacityComeBackAsTheyWere() {
    RgbImage image = Pictures.seeThrough(31, 17, 3);

    assertThat(RgbImage.ofRgba(31, 17, image.rgba())).isEqualTo(image);
    assertThat(image.crop(new Region(4, 5, 20, 9)).alpha().orElseThrow()[0])
        .isEqualTo(image.alpha().orElseThrow()[5 * 31 + 4]);
  }

  @Test
  void laidOnAColourItIsMixedByItsOpacity() {
    RgbImage image = RgbImage.filled(2, 1, 200, 100, 0).withAlpha(new byte[] {(byte) 128, 0});

    RgbImage laid = image.on(0x0000ff);

    assertThat(Pictures.pixel(laid, 0, 0)).containsExactly(100, 50, 127);
    assertThat(Pictures.pixel(laid, 1, 0)).containsExactly(0, 0, 255);
    assertThat(laid.isSeeThrough()).isFalse();
  }

  @Test
  void scaledDownTheColourThatNobodySeesStaysOut() {
    RgbImage small = half.resizeTo(9, 5, Resampling.BILINEAR);

    byte[] alpha = small.alpha().orElseThrow();
    for (int i = 0; i < alpha.length; i++) {
      if ((alpha[i] & 0xff) > 8) {
        assertThat(small.rgb()[3 * i] & 0xff).as("red of pixel %d", i).isBetween(197, 203);
      }
    }
  }

  @Test
  void whatNobodySeesTakesTheColourAroundIt() {
    RgbImage filled = HiddenColours.filled(half);

    assertThat(filled.alpha()).isEqualTo(half.alpha());
    assertThat(Pictures.pixel(filled, 5, 5)).containsExactly(200, 0, 0);
    assertThat(Pictures.pixel(filled, 33, 5)[0]).isBetween(195, 205);
    assertThat(Pictures.pixel(filled, 63, 31)[0]).isBetween(190, 210);
  }

  @Test
  void whereNothingIsSeenItIsGrey() {
    RgbImage nothing = Pictures.photo(5, 3, 2).withAlpha(new byte[15]);

    assertThat(HiddenColours.filled(nothing).opaque())
        .isEqualTo(RgbImage.filled(5, 3, 128, 128, 128));
  }

  @Test
  void anOpaquePictureIsNotTouched() {
    RgbImage image = Pictures.photo(40, 30, 4);

    assertThat(HiddenColours.filled(image)).isSameAs(image);
    assertThat(image.on(0)).isSameAs(image);
    assertThat(image.opaque()).isSameAs(image);
  }
}
