package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.codec.file.DecodeLimits;
import dev.chatbrush.imaging.codec.file.FormatSniffer;
import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import dev.chatbrush.imaging.codec.file.ImageFormatException;
import dev.chatbrush.imaging.codec.file.ImageTooLargeException;
import dev.chatbrush.imaging.codec.file.PngFile;

/** One-channel PNG files, for masks. */
public final class GrayPng {
  private GrayPng() {}

  /**
   * An 8-bit gray PNG.
   *
   * @param values uint8 [height, width]
   */
  public static byte[] encode(byte[] values, int width, int height) {
    return PngEncoder.encodeGray(values, width, height);
  }

  /**
   * Brightness times opacity of a PNG of any colour type.
   *
   * @return uint8 [height, width]
   * @throws ImageFormatException when it is no PNG or has another size
   * @throws ImageTooLargeException when the file is beyond {@link DecodeLimits#DEFAULT}
   * @throws ImageCorruptException when it is damaged or cut off
   */
  public static byte[] decode(byte[] file, int width, int height) {
    DecodeLimits.DEFAULT.requireBytes(file.length);
    if (FormatSniffer.formatOf(file) != ImageFormat.PNG) {
      throw new ImageFormatException("A mask must be a PNG file. Save it as PNG and try again.");
    }
    PngFile png = PngFile.parse(file);
    if (png.header().width() != width || png.header().height() != height) {
      throw new ImageFormatException(
          "A mask must have the picture's size, %d x %d pixels, but this one has %d x %d."
              .formatted(width, height, png.header().width(), png.header().height()));
    }
    return PngDecoder.decodeMask(png);
  }
}
