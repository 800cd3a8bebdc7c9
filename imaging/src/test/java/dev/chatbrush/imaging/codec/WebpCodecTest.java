package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

class WebpCodecTest {
  @Test
  void lossyComesBackAlmostTheSame() {
    RgbImage image = Pictures.photo(161, 119, 2);

    byte[] file = ImageEncoder.webp(image, 0.9);
    RgbImage read = ImageDecoder.decode(file);

    assertThat(ImageDecoder.readHeader(file))
        .isEqualTo(new ImageHeader(ImageFormat.WEBP, 161, 119, 1, false));
    assertThat(Pictures.meanDifference(image, read)).isLessThan(6);
  }

  @Test
  void losslessComesBackTheSame() throws IOException {
    RgbImage image = Pictures.photo(65, 33, 7);

    assertThat(ImageDecoder.decode(lossless(BufferedImages.wrap(image)))).isEqualTo(image);
  }

  @Test
  void laysAlphaOnWhite() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(3, 3, 0xffff0000);

    RgbImage read = ImageDecoder.decode(lossless(image));

    assertThat(Pictures.pixel(read, 0, 0)).containsExactly(255, 255, 255);
    assertThat(Pictures.pixel(read, 3, 3)).containsExactly(255, 0, 0);
  }

  private static byte[] lossless(BufferedImage image) throws IOException {
    ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    ((WebPWriteParam) parameters).setCompressionType("Lossless");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    }
    return bytes.toByteArray();
  }
}
