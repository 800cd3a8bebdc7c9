package dev.chatbrush.imaging.codec;

import com.luciad.imageio.webp.WebPWriteParam;
import dev.chatbrush.imaging.RgbImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Lossy WebP by libwebp. */
final class WebpEncoder {
  private WebpEncoder() {}

  static byte[] encode(RgbImage image, double quality) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = Libwebp.writer();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      ((WebPWriteParam) parameters).setCompressionType("Lossy");
      parameters.setCompressionQuality((float) quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(BufferedImages.wrap(image), null, null), parameters);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing a WebP to memory failed", e);
    } finally {
      writer.dispose();
    }
  }
}
