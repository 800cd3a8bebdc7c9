package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.ImageFormatException;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;

  /** Which corner of the stored quadrants (red, green / blue, white) comes to the left top. */
  @ParameterizedTest
  @CsvSource({
    "1, 40, 24, red, green",
    "2, 40, 24, green, red",
    "3, 40, 24, white, blue",
    "4, 40, 24, blue, white",
    "5, 24, 40, red, blue",
    "6, 24, 40, blue, red",
    "7, 24, 40, white, green",
    "8, 24, 40, green, white"
  })
  void standsUprightByExif(int orientation, int width, int height, String left, String right) {
    byte[] jpeg = ImageEncoder.jpeg(Pictures.quadrants(40, 24), 0.95);
    byte[] exif = TestFiles.exif(orientation, orientation % 2 == 0);
    byte[] file =
        TestFiles.withJpegSegment(jpeg, APP1, TestFiles.join(TestFiles.ascii("Exif\0\0"), exif));

    RgbImage image = ImageDecoder.decode(file);

    ImageHeader header = ImageDecoder.readHeader(file);
    assertThat(header.orientation()).isEqualTo(orientation);
    assertThat(header.displayWidth()).isEqualTo(width).isEqualTo(image.width());
    assertThat(header.displayHeight()).isEqualTo(height).isEqualTo(image.height());
    assertThat(nameOf(Pictures.pixel(image, 4, 4))).isEqualTo(left);
    assertThat(nameOf(Pictures.pixel(image, width - 5, 4))).isEqualTo(right);
  }

  @Test
  void readsExifOfPngAndKeepsItOut() {
    byte[] png = ImageEncoder.png(Pictures.quadrants(10, 6));
    byte[] turned = TestFiles.withPngChunk(png, "eXIf", TestFiles.exif(6, false));

    RgbImage image = ImageDecoder.decode(turned);

    assertThat(image.width()).isEqualTo(6);
    assertThat(ImageDecoder.readHeader(ImageEncoder.png(image)).orientation()).isEqualTo(1);
  }

  @Test
  void appliesAProfileInPng() {
    byte[] png = ImageEncoder.png(RgbImage.filled(4, 4, 255, 0, 0));
    byte[] chunk =
        TestFiles.join(
            TestFiles.ascii("swap\0\0"), TestFiles.deflate(Profiles.redAndBlueSwapped()));

    RgbImage image = ImageDecoder.decode(TestFiles.withPngChunk(png, "iCCP", chunk));

    assertThat(nameOf(Pictures.pixel(image, 1, 1))).isEqualTo("blue");
  }

  @Test
  void appliesAProfileInJpeg() {
    byte[] jpeg = ImageEncoder.jpeg(RgbImage.filled(16, 16, 255, 0, 0), 0.95);
    byte[] segment =
        TestFiles.join(TestFiles.ascii("ICC_PROFILE\0\1\1"), Profiles.redAndBlueSwapped());

    RgbImage image = ImageDecoder.decode(TestFiles.withJpegSegment(jpeg, APP2, segment));

    assertThat(nameOf(Pictures.pixel(image, 1, 1))).isEqualTo("blue");
  }

  @Test
  void aBrokenProfileDoesNotRefuseThePicture() {
    RgbImage red = RgbImage.filled(16, 16, 255, 0, 0);
    byte[] png =
        TestFiles.withPngChunk(ImageEncoder.png(red), "iCCP", TestFiles.ascii("x\0\0broken"));
    byte[] jpeg =
        TestFiles.withJpegSegment(
            ImageEncoder.jpeg(red, 0.95), APP2, TestFiles.ascii("ICC_PROFILE\0\1\1broken"));

    assertThat(ImageDecoder.decode(png)).isEqualTo(red);
    assertThat(nameOf(Pictures.pixel(ImageDecoder.decode(jpeg), 1, 1))).isEqualTo("red");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GIF89a....", "BM......", "II*\0....", "<svg xmlns=''/>", "%PDF-1.7"})
  void refusesOtherKindsByName(String start) {
    assertThatThrownBy(() -> ImageDecoder.decode(TestFiles.ascii(start)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("A PNG, JPEG or WebP picture is expected, but this is a");
  }

  @ParameterizedTest
  @CsvSource({"heic, iPhone photo (HEIC)", "mif1, iPhone photo (HEIC)", "avif, AVIF picture"})
  void namesWhatPhonesMake(String brand, String name) {
    byte[] file = TestFiles.ascii("\0\0\0\u0018ftyp" + brand + "\0\0\0\0" + brand + "miaf");

    assertThatThrownBy(() -> ImageDecoder.decode(file))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageStartingWith("This is an " + name + ", which cannot be opened here.");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> ImageDecoder.decode(new byte[0]))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("an empty file");
  }

  private static String nameOf(int[] rgb) {
    String bits = "" + rgb[0] / 128 + rgb[1] / 128 + rgb[2] / 128;
    return switch (bits) {
      case "100" -> "red";
      case "010" -> "green";
      case "001" -> "blue";
      case "111" -> "white";
      default -> bits;
    };
  }
}
