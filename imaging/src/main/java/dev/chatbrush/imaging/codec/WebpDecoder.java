package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.ImageFormatException;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.codec.file.WebpFile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pixels of still WebP files, by libwebp: what browsers show. */
final class WebpDecoder {
  private WebpDecoder() {}

  /** In the file's own colour space, not yet turned upright. */
  static RgbImage read(WebpFile webp) {
    ImageReader reader = Libwebp.reader();
    try (ImageInputStream input = new FileBytes(webp.still())) {
      reader.setInput(input, true, true);
      BufferedImage image = reader.read(0);
      requireSize(image, webp.header());
      int[] argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
      byte[] rgb = new byte[argb.length * RgbImage.CHANNELS];
      PackedPixels.colours(argb, rgb, 0);
      RgbImage colours = new RgbImage(image.getWidth(), image.getHeight(), rgb);
      // Without alpha, the upper byte means nothing.
      return image.getColorModel().hasAlpha()
          ? colours.withAlpha(PackedPixels.opacities(argb))
          : colours;
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    } catch (OutOfMemoryError e) {
      if (e.getMessage() != null) { // the heap's own; libwebp says the same of damaged alpha
        throw e;
      }
      throw damaged(e);
    } catch (LinkageError e) {
      throw new ImageFormatException(
          "WebP pictures cannot be opened on this server. Save it as JPEG or PNG and try again.",
          e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageCorruptException damaged(Throwable cause) {
    return new ImageCorruptException(
        "The WebP file is damaged and cannot be read. Save it again and retry.", cause);
  }

  private static void requireSize(BufferedImage image, ImageHeader header) {
    if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
      throw WebpFile.corrupt(
          "its header says %d x %d pixels, but it holds %d x %d"
              .formatted(header.width(), header.height(), image.getWidth(), image.getHeight()));
    }
  }
}
