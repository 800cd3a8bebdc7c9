package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our writer packs is read by the JDK's reader, which shares no code with it. */
class PngWriterTest {
  @ParameterizedTest
  @CsvSource({
    "1,1", "2,1", "1,2", "1,700", "3,3", "85,1", "86,1", "87,2", "255,257", "640,480", "21844,2",
    "21845,2", "21846,2", "30000,3"
  })
  void everySizeComesBack(int width, int height) throws IOException {
    assertReadsBack(Pictures.photo(width, height, 7));
    assertReadsBack(Pictures.noise(width, height, 7));
    assertReadsBack(RgbImage.filled(width, height, 3, 200, 90));
  }

  @Test
  void runsOfEveryLengthComeBack() throws IOException {
    for (int run = 1; run <= 600; run++) {
      byte[] rgb = new byte[3 * 400];
      for (int i = run; i < rgb.length; i++) {
        rgb[i] = (byte) (i * i * 31);
      }
      assertReadsBack(new RgbImage(400, 1, rgb));
    }
  }

  /** Each value half as often as the one before: codes would grow beyond any limit. */
  @Test
  void skewedValuesComeBack() throws IOException {
    Random random = new Random(5);
    byte[] rgb = new byte[3 * 512 * 300];
    byte value = 0;
    for (int i = 0; i < rgb.length; i++) {
      value += (byte) Integer.numberOfTrailingZeros(random.nextInt() | 1 << 24);
      rgb[i] = value;
    }
    assertReadsBack(new RgbImage(512, 300, rgb));
  }

  @Test
  void noiseTakesNoMoreThanItsBytes() {
    byte[] png = ImageEncoder.png(Pictures.noise(1000, 700, 3));

    assertThat(png.length).isLessThan(1000 * 700 * 3 + 2000);
  }

  @Test
  void aFlatPictureTakesNextToNothing() {
    byte[] png = ImageEncoder.png(RgbImage.filled(1000, 700, 9, 9, 9));

    assertThat(png.length).isLessThan(1000 * 700 * 3 / 200);
  }

  private static void assertReadsBack(RgbImage image) throws IOException {
    byte[] png = ImageEncoder.png(image);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    byte[] rgb = new byte[image.rgb().length];
    int at = 0;
    for (int sample :
        read.getRaster().getPixels(0, 0, image.width(), image.height(), (int[]) null)) {
      rgb[at++] = (byte) sample;
    }
    assertThat(new RgbImage(read.getWidth(), read.getHeight(), rgb)).isEqualTo(image);
  }
}
