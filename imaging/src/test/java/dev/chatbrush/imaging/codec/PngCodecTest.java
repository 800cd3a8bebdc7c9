package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.ImageFormatException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngCodecTest {
  @Test
  void whatWeWriteTheJdkReadsExactly() throws IOException {
    RgbImage image = Pictures.photo(123, 77, 5);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(ImageEncoder.png(image)));

    for (int y = 0; y < 77; y += 7) {
      for (int x = 0; x < 123; x += 5) {
        Color color = new Color(read.getRGB(x, y));
        assertThat(Pictures.pixel(image, x, y))
            .containsExactly(color.getRed(), color.getGreen(), color.getBlue());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void whatTheJdkWritesWeReadExactly(int type) throws IOException {
    BufferedImage image = painted(type);

    for (boolean interlaced : new boolean[] {false, true}) {
      RgbImage read = ImageDecoder.decode(TestFiles.jdkPng(image, interlaced));

      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          Color color = new Color(image.getRGB(x, y));
          assertThat(Pictures.pixel(read, x, y))
              .containsExactly(color.getRed(), color.getGreen(), color.getBlue());
        }
      }
    }
  }

  @Test
  void readsGrayOf8And16Bits() throws IOException {
    BufferedImage gray = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
    gray.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {0, 77, 255});
    BufferedImage wide = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    wide.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {0, 0x8080, 0xffff});

    RgbImage read = ImageDecoder.decode(TestFiles.jdkPng(gray, false));
    RgbImage readWide = ImageDecoder.decode(TestFiles.jdkPng(wide, false));

    assertThat(read.rgb()).isEqualTo(bytes(0, 0, 0, 77, 77, 77, 255, 255, 255));
    assertThat(readWide.rgb()).isEqualTo(bytes(0, 0, 0, 128, 128, 128, 255, 255, 255));
  }

  @Test
  void keepsOpacities() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_4BYTE_ABGR);
    image.setRGB(0, 0, 0x00ff0000);
    image.setRGB(1, 0, 0x800000ff);
    image.setRGB(2, 0, 0xff00ff00);

    RgbImage read = ImageDecoder.decode(TestFiles.jdkPng(image, false));

    assertThat(read.rgba()).isEqualTo(bytes(255, 0, 0, 0, 0, 0, 255, 128, 0, 255, 0, 255));
    assertThat(read.on(RgbImage.WHITE).rgb())
        .isEqualTo(bytes(255, 255, 255, 127, 127, 255, 0, 255, 0));
  }

  @Test
  void reads16BitColourWithTransparentColour() {
    byte[] row = {0, 0x12, 0x34, 0x56, 0x78, (byte) 0x9a, (byte) 0xbc, 0, 0, 0, 0, 0, 0};
    byte[] png = TestFiles.rawPng(2, 1, 16, 2, TestFiles.deflate(row));
    byte[] transparent = Arrays.copyOfRange(row, 1, 7);

    RgbImage opaque = ImageDecoder.decode(png);
    RgbImage keyed = ImageDecoder.decode(TestFiles.withPngChunk(png, "tRNS", transparent));

    assertThat(Pictures.pixel(opaque, 0, 0)).containsExactly(0x12, 0x56, 0x9a);
    assertThat(keyed.rgba()).isEqualTo(bytes(0x12, 0x56, 0x9a, 0, 0, 0, 0, 255));
  }

  @Test
  void appliesEveryRowFilter() throws IOException {
    RgbImage image = Pictures.photo(64, 64, 3);
    BufferedImage buffered = BufferedImages.wrap(image);

    // The JDK's writer chooses among all five filters row by row.
    assertThat(ImageDecoder.decode(TestFiles.jdkPng(buffered, false))).isEqualTo(image);
  }

  @Test
  void refusesAnimation() {
    byte[] control = {0, 0, 0, 3, 0, 0, 0, 0};
    byte[] png = TestFiles.withPngChunk(ImageEncoder.png(Pictures.noise(4, 4, 1)), "acTL", control);

    assertThatThrownBy(() -> ImageDecoder.decode(png))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("animated");
  }

  @Test
  void refusesAWrongChecksum() {
    byte[] png = ImageEncoder.png(Pictures.photo(32, 32, 1));
    png[60] ^= 1;

    assertThatThrownBy(() -> ImageDecoder.decode(png))
        .isInstanceOf(ImageCorruptException.class)
        .hasMessageContaining("checksum of its IDAT chunk");
  }

  @Test
  void leavesOutAChunkOfWordsWithAWrongChecksum() {
    RgbImage image = Pictures.photo(32, 32, 1);
    byte[] words = TestFiles.ascii("Comment\0of no weight");
    byte[] png = TestFiles.withPngChunk(ImageEncoder.png(image), "tEXt", words);
    png[45] ^= 1;

    assertThat(ImageDecoder.decode(png)).isEqualTo(image);
  }

  @Test
  void refusesAPixelOutsideThePalette() {
    byte[] png =
        TestFiles.withPngChunk(
            TestFiles.rawPng(1, 1, 8, 3, TestFiles.deflate(new byte[] {0, 9})),
            "PLTE",
            new byte[] {1, 2, 3});

    assertThatThrownBy(() -> ImageDecoder.decode(png))
        .isInstanceOf(ImageCorruptException.class)
        .hasMessageContaining("colour 9");
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static BufferedImage painted(int type) {
    BufferedImage image = new BufferedImage(29, 17, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 29, 17);
    graphics.setColor(Color.RED);
    graphics.fillOval(3, 2, 14, 11);
    graphics.setColor(Color.BLUE);
    graphics.drawLine(0, 16, 28, 0);
    graphics.dispose();
    return image;
  }
}
