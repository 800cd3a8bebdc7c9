package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

class JpegCodecTest {
  private static final int APP14 = 0xee;

  @Test
  void comesBackAlmostTheSame() {
    RgbImage image = Pictures.photo(160, 120, 2);

    RgbImage read = ImageDecoder.decode(ImageEncoder.jpeg(image, 0.95));

    assertThat(read.width()).isEqualTo(160);
    assertThat(read.height()).isEqualTo(120);
    assertThat(Pictures.meanDifference(image, read)).isLessThan(3);
  }

  @Test
  void readsGrayAsItIsStored() throws IOException {
    BufferedImage gray = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      gray.getRaster().setSample(i % 16, i / 16, 0, 90);
    }

    RgbImage read = ImageDecoder.decode(write(gray.getRaster(), gray, false));

    assertThat(Pictures.pixel(read, 5, 5)).containsExactly(90, 90, 90);
  }

  @Test
  void readsProgressive() throws IOException {
    RgbImage image = Pictures.photo(64, 48, 2);

    RgbImage read = ImageDecoder.decode(write(null, BufferedImages.wrap(image), true));

    assertThat(Pictures.meanDifference(image, read)).isLessThan(6);
  }

  @Test
  void readsCmykWithAdobesInvertedInks() throws IOException {
    // Adobe stores 255 - ink: full cyan and no other ink.
    RgbImage read = ImageDecoder.decode(adobe(fourInks(0, 255, 255, 255), 0));

    int[] cyan = Pictures.pixel(read, 8, 8);
    assertThat(cyan[0]).isLessThan(90);
    assertThat(cyan[1]).isGreaterThan(140);
    assertThat(cyan[2]).isGreaterThan(180);
  }

  @Test
  void readsYcckAsAdobeWritesIt() throws IOException {
    // The same cyan: stored inks (0, 255, 255) are YCbCr of their complement, (255, 0, 0).
    RgbImage read = ImageDecoder.decode(adobe(fourInks(76, 85, 255, 255), 2));

    int[] cyan = Pictures.pixel(read, 8, 8);
    assertThat(cyan[0]).isLessThan(90);
    assertThat(cyan[1]).isGreaterThan(140);
    assertThat(cyan[2]).isGreaterThan(180);
  }

  @Test
  void noInkIsWhiteAndAllBlackIsDark() throws IOException {
    RgbImage white = ImageDecoder.decode(adobe(fourInks(255, 255, 255, 255), 0));
    RgbImage black = ImageDecoder.decode(adobe(fourInks(255, 255, 255, 0), 0));

    for (int channel = 0; channel < 3; channel++) {
      assertThat(Pictures.pixel(white, 3, 3)[channel]).isCloseTo(255, within(4));
      assertThat(Pictures.pixel(black, 3, 3)[channel]).isLessThan(60);
    }
  }

  private static byte[] adobe(WritableRaster inks, int transform) throws IOException {
    byte[] marker = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    return TestFiles.withJpegSegment(write(inks, null, false), APP14, marker);
  }

  private static WritableRaster fourInks(int... inks) {
    WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        raster.setPixel(x, y, inks);
      }
    }
    return raster;
  }

  private static byte[] write(Raster raster, BufferedImage image, boolean progressive)
      throws IOException {
    ImageWriter writer = jdkWriter();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(0.95f);
    if (progressive) {
      parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      IIOImage picture =
          image == null ? new IIOImage(raster, null, null) : new IIOImage(image, null, null);
      writer.write(null, picture, parameters);
    }
    return bytes.toByteArray();
  }

  private static ImageWriter jdkWriter() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    while (true) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.")) {
        return writer;
      }
    }
  }
}
