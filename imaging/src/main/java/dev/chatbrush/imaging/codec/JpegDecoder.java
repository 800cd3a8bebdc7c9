package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.codec.file.JpegFile;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pixels of JPEG files, by the reader of {@link AllowedReaders}. */
final class JpegDecoder {
  private JpegDecoder() {}

  /** In the file's own colour space, which is sRGB for gray and inks; not yet turned upright. */
  static RgbImage read(JpegFile jpeg) {
    AtomicReference<String> loss = new AtomicReference<>();
    ImageReader reader = AllowedReaders.jpeg();
    try (ImageInputStream input = new FileBytes(jpeg.pixelsAlone())) {
      reader.setInput(input, true, true);
      reader.addIIOReadWarningListener(
          (source, text) -> {
            if (tellsOfLoss(text)) {
              loss.set(text);
            }
          });
      BufferedImage image = reader.read(0);
      requireSize(image, jpeg.header());
      if (loss.get() != null) {
        throw JpegFile.corrupt("part of its pixels is missing");
      }
      return toRgb(image);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw damaged(e);
    } catch (IndexOutOfBoundsException | NegativeArraySizeException | NullPointerException e) {
      // What the readers throw on contradicting tables; it is the file's fault.
      throw damaged(e);
    } catch (ArithmeticException | CMMException e) {
      throw damaged(e);
    } finally {
      reader.dispose();
    }
  }

  /**
   * libjpeg goes on with gray where data is missing; a person would save that unseen. Bytes too
   * many harm nothing.
   */
  private static boolean tellsOfLoss(String warning) {
    return warning.contains("remature end")
        || (warning.contains("Corrupt JPEG data") && !warning.contains("extraneous bytes"));
  }

  private static ImageCorruptException damaged(Exception cause) {
    return new ImageCorruptException(
        "The JPEG file is damaged and cannot be read. Save it again and retry.", cause);
  }

  private static void requireSize(BufferedImage image, ImageHeader header) {
    if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
      throw JpegFile.corrupt(
          "its header says %d x %d pixels, but it holds %d x %d"
              .formatted(header.width(), header.height(), image.getWidth(), image.getHeight()));
    }
  }

  private static RgbImage toRgb(BufferedImage image) {
    BufferedImage srgb = image;
    if (!image.getColorModel().getColorSpace().isCS_sRGB()
        && image.getColorModel().getNumColorComponents() != 1) {
      ColorSpace target = ColorSpace.getInstance(ColorSpace.CS_sRGB);
      srgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
      new ColorConvertOp(image.getColorModel().getColorSpace(), target, null).filter(image, srgb);
    }
    return switch (srgb.getType()) {
      case BufferedImage.TYPE_3BYTE_BGR -> swapped(srgb);
      case BufferedImage.TYPE_BYTE_GRAY -> spread(srgb);
      default -> converted(srgb);
    };
  }

  /** Swaps red and blue in place: the buffer is ours alone. */
  private static RgbImage swapped(BufferedImage image) {
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < bytes.length; i += RgbImage.CHANNELS) {
      byte blue = bytes[i];
      bytes[i] = bytes[i + 2];
      bytes[i + 2] = blue;
    }
    return new RgbImage(image.getWidth(), image.getHeight(), bytes);
  }

  /** Gray as stored. getRGB would bend it: Java takes gray for linear light. */
  private static RgbImage spread(BufferedImage image) {
    byte[] gray = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[gray.length * RgbImage.CHANNELS];
    for (int i = 0, out = 0; i < gray.length; i++) {
      rgb[out++] = gray[i];
      rgb[out++] = gray[i];
      rgb[out++] = gray[i];
    }
    return new RgbImage(image.getWidth(), image.getHeight(), rgb);
  }

  private static RgbImage converted(BufferedImage image) {
    int width = image.getWidth();
    byte[] rgb = new byte[width * image.getHeight() * RgbImage.CHANNELS];
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      PackedPixels.colours(row, rgb, y * width);
    }
    return new RgbImage(width, image.getHeight(), rgb);
  }
}
