package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.AlphaOnWhite;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pixels of JPEG and WebP files, by the readers of {@link AllowedReaders}. */
final class RasterReader {
  private RasterReader() {}

  /** In sRGB, alpha laid on white, not yet turned upright. */
  static RgbImage read(byte[] file, ImageHeader header) {
    String format = header.format() == ImageFormat.JPEG ? "JPEG" : "WebP";
    AtomicReference<String> warning = new AtomicReference<>();
    ImageReader reader = AllowedReaders.open(header.format());
    try (ImageInputStream input = new FileBytes(file)) {
      reader.setInput(input, true, true);
      reader.addIIOReadWarningListener((source, text) -> warning.compareAndSet(null, text));
      BufferedImage image = reader.read(0);
      requireSize(image, header, format);
      requireWhole(warning.get(), format);
      return toRgb(image);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw damaged(format, e);
    } catch (IndexOutOfBoundsException | NegativeArraySizeException | NullPointerException e) {
      // What the readers throw on contradicting tables; it is the file's fault.
      throw damaged(format, e);
    } catch (ArithmeticException | CMMException e) {
      throw damaged(format, e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageCorruptException damaged(String format, Exception cause) {
    return new ImageCorruptException(
        "The %s file is damaged and cannot be read. Save it again and retry.".formatted(format),
        cause);
  }

  private static void requireSize(BufferedImage image, ImageHeader header, String format) {
    if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
      throw new ImageCorruptException(
          "The %s file is damaged: its header says %d x %d pixels, but it holds %d x %d."
              .formatted(
                  format, header.width(), header.height(), image.getWidth(), image.getHeight()));
    }
  }

  /** libjpeg goes on with gray where data is missing; a person would save that unseen. */
  private static void requireWhole(String warning, String format) {
    if (warning != null
        && (warning.contains("remature end") || warning.contains("Corrupt JPEG data"))) {
      throw new ImageCorruptException(
          "The %s file is damaged: part of its pixels is missing. Save it again and retry."
              .formatted(format));
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
      default -> flattened(srgb);
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

  private static RgbImage flattened(BufferedImage image) {
    int width = image.getWidth();
    byte[] rgb = new byte[width * image.getHeight() * RgbImage.CHANNELS];
    int[] row = new int[width];
    int out = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        int alpha = argb >>> 24;
        rgb[out++] = AlphaOnWhite.blend(argb >> 16 & 0xff, alpha);
        rgb[out++] = AlphaOnWhite.blend(argb >> 8 & 0xff, alpha);
        rgb[out++] = AlphaOnWhite.blend(argb & 0xff, alpha);
      }
    }
    return new RgbImage(width, image.getHeight(), rgb);
  }
}
