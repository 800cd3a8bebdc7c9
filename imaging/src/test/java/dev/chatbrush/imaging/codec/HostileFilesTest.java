package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.ImageException;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import dev.chatbrush.imaging.codec.file.ImageTooLargeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileFilesTest {
  private static final int MUTANTS = 400;

  /** Lossless WebP whose tables ask for bits without end. */
  private static final String ENDLESS =
      "UklGRtwAAABXRUJQVlA4TM8AAAAvX8APENvz525zuj0+us3pxrd8C9tiBET0P/Vg2DaSogP33/Pd"
          + "M/PLYQAAZLJs27btut22bduGgCSFkanIbSPlMozL+4UAFEAHkAKncYvXlUHy39ohEBC+/K1cvn4I"
          + "AgwET958rTnB6uExiKHAgIPAkTNX7jx587XGOlYP76N9hwQFGgxYcOAhYMiYKXOWrNmy19lHa6hr"
          + "9fB9eu8QIUGGAhUadBgwYcGGAxcefAQIEiZKnCRpsuQpUqZKnSZtuvQN3jsz1A3E39rh7/O/wx8A";

  @Test
  void refusesAHugePngFromItsHeader() {
    byte[] bomb = TestFiles.rawPng(50_000, 50_000, 8, 2, TestFiles.deflate(new byte[100_000]));

    assertThatThrownBy(() -> ImageDecoder.decode(bomb))
        .isInstanceOf(ImageTooLargeException.class)
        .hasMessageContaining("50000 x 50000 pixels; at most 12000 a side");
  }

  @Test
  void refusesTooManyPixelsWithinTheSides() {
    byte[] bomb = TestFiles.rawPng(12_000, 12_000, 1, 0, TestFiles.deflate(new byte[1000]));

    assertThatThrownBy(() -> ImageDecoder.decode(bomb))
        .isInstanceOf(ImageTooLargeException.class)
        .hasMessageContaining("144.0 megapixels; at most 40.0");
  }

  @Test
  void refusesTooManyBytesBeforeLooking() {
    byte[] file = Arrays.copyOf(ImageEncoder.png(Pictures.noise(4, 4, 1)), 33 * 1024 * 1024);

    assertThatThrownBy(() -> ImageDecoder.decode(file))
        .isInstanceOf(ImageTooLargeException.class)
        .hasMessageContaining("33.0 MB; at most 32 MB");
  }

  @Test
  void aHugeJpegSizeIsRefusedFromItsHeader() {
    byte[] jpeg = ImageEncoder.jpeg(Pictures.photo(32, 32, 1), 0.8);
    int frame = indexOfFrame(jpeg);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xff);

    assertThatThrownBy(() -> ImageDecoder.decode(jpeg)).isInstanceOf(ImageTooLargeException.class);
  }

  @Test
  void aHugeWebpSizeIsRefusedFromItsHeader() {
    byte[] webp = ImageEncoder.webp(Pictures.photo(32, 32, 1), 0.8);
    Arrays.fill(webp, 26, 30, (byte) 0xff);

    assertThatThrownBy(() -> ImageDecoder.decode(webp)).isInstanceOf(ImageTooLargeException.class);
  }

  @Test
  void aWebpIsNotReadOnAndOnPastItsEnd() {
    byte[] webp = Base64.getDecoder().decode(ENDLESS);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> ImageDecoder.decode(webp))
                .isInstanceOf(ImageCorruptException.class));
  }

  @Test
  void aProfileThatUnfoldsWithoutBoundIsLeftOut() {
    RgbImage image = Pictures.noise(8, 8, 1);
    byte[] profile = TestFiles.deflate(new byte[64 * 1024 * 1024]);
    byte[] chunk = TestFiles.join(TestFiles.ascii("bomb\0\0"), profile);

    RgbImage read =
        ImageDecoder.decode(TestFiles.withPngChunk(ImageEncoder.png(image), "iCCP", chunk));

    assertThat(read).isEqualTo(image);
  }

  @Test
  void pixelDataThatUnfoldsFurtherThanItsHeaderSaysIsNotUnfolded() {
    byte[] pixels = TestFiles.deflate(new byte[256 * 1024 * 1024]);

    RgbImage read = ImageDecoder.decode(TestFiles.rawPng(2, 2, 8, 2, pixels));

    assertThat(read).isEqualTo(RgbImage.filled(2, 2, 0, 0, 0));
  }

  @Test
  void aJpegOfEndlessScansIsRefused() {
    byte[] jpeg = ImageEncoder.jpeg(Pictures.photo(32, 32, 1), 0.8);
    byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 2};
    byte[] scans = new byte[scan.length * 200];
    for (int i = 0; i < scans.length; i++) {
      scans[i] = scan[i % scan.length];
    }
    byte[] file =
        TestFiles.join(
            Arrays.copyOf(jpeg, jpeg.length - 2), scans, new byte[] {(byte) 0xff, (byte) 0xd9});

    assertThatThrownBy(() -> ImageDecoder.decode(file))
        .isInstanceOf(ImageCorruptException.class)
        .hasMessageContaining("more than 100 scans");
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void aFileThatIsCutOffIsRefusedWithASentence(ImageFormat format) {
    byte[] file = ImageEncoder.encode(Pictures.photo(96, 64, 3), format, 0.9);

    for (int tenth = 1; tenth < 10; tenth++) {
      byte[] cut = Arrays.copyOf(file, file.length * tenth / 10);
      assertThatThrownBy(() -> ImageDecoder.decode(cut))
          .as("%d tenths of a %s", tenth, format)
          .isInstanceOf(ImageCorruptException.class)
          .hasMessageContaining("file is");
    }
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void damagedBytesGiveAPictureOrARefusalAndNothingElse(ImageFormat format) {
    byte[] file = ImageEncoder.encode(Pictures.photo(48, 40, 3), format, 0.9);
    RandomGenerator random = new SplittableRandom(11);
    int refused = 0;

    for (int n = 0; n < MUTANTS; n++) {
      byte[] mutant = file.clone();
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        mutant[12 + random.nextInt(mutant.length - 12)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(ImageDecoder.decode(mutant).width()).isPositive();
      } catch (ImageException expected) {
        assertThat(expected.getMessage()).endsWith(".");
        refused++;
      }
    }

    assertThat(refused).isPositive();
  }

  private static int indexOfFrame(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 0xff) != 0xc0) {
      at += 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff));
    }
    return at;
  }
}
