package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PngRoundTripPropertyTest {
  @Property(tries = 200)
  void anyPictureComesBackByteForByte(
      @ForAll @IntRange(min = 1, max = 90) int width,
      @ForAll @IntRange(min = 1, max = 90) int height,
      @ForAll long seed) {
    RgbImage image = Pictures.noise(width, height, seed);

    byte[] file = ImageEncoder.png(image);

    assertThat(ImageDecoder.decode(file)).isEqualTo(image);
  }

  @Property(tries = 50)
  void opacitiesToo(
      @ForAll @IntRange(min = 1, max = 900) int width,
      @ForAll @IntRange(min = 1, max = 600) int height,
      @ForAll long seed) {
    RgbImage image = Pictures.seeThrough(width, height, seed);

    byte[] file = ImageEncoder.png(image);

    assertThat(ImageDecoder.readHeader(file).seeThrough()).isTrue();
    assertThat(ImageDecoder.decode(file)).isEqualTo(image);
  }

  @Property(tries = 20)
  void largePicturesToo(@ForAll @IntRange(min = 300, max = 900) int width, @ForAll long seed) {
    RgbImage image = Pictures.photo(width, 257, seed);

    assertThat(ImageDecoder.decode(ImageEncoder.png(image))).isEqualTo(image);
  }
}
