package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEG by the JDK's own writer (libjpeg, 4:2:0). */
final class JpegEncoder {
  private static final String JDK_JPEG = "com.sun.imageio.plugins.jpeg.JPEGImageWriterSpi";

  private JpegEncoder() {}

  static byte[] encode(RgbImage image, double quality) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = null;
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer = jdkWriter().createWriterInstance();
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality((float) quality);
      writer.setOutput(out);
      BufferedImage buffered = BufferedImages.wrap(image);
      writer.write(null, new IIOImage(buffered, null, null), parameters);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing a JPEG to memory failed", e);
    } finally {
      if (writer != null) {
        writer.dispose();
      }
    }
  }

  private static ImageWriterSpi jdkWriter() {
    Iterator<ImageWriterSpi> all =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class, false);
    while (all.hasNext()) {
      ImageWriterSpi provider = all.next();
      if (provider.getClass().getName().equals(JDK_JPEG)) {
        return provider;
      }
    }
    throw new IllegalStateException(
        "this Java lacks " + JDK_JPEG + "; use a JDK with the module java.desktop");
  }
}
