package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.file.FormatSniffer;
import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.ImageFormatException;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.codec.file.ImageTooLargeException;
import dev.chatbrush.imaging.codec.file.JpegFile;
import dev.chatbrush.imaging.codec.file.PngFile;
import dev.chatbrush.imaging.codec.file.WebpFile;
import dev.chatbrush.imaging.codec.png.PngDecoder;

/**
 * Reads picture files. The kind is told by magic bytes alone, sizes are checked from the header,
 * and what comes out is upright sRGB: EXIF orientation, colour profiles and CMYK are applied, all
 * metadata stays behind. Opacities are kept, of 16 bits rounded to 8 as colours are; where all are
 * 255 there are none. Stateless; safe for use by many threads.
 */
public final class ImageDecoder {
  private ImageDecoder() {}

  /**
   * What the file says of itself; no pixel is read.
   *
   * @throws ImageFormatException when it is no PNG, JPEG or WebP
   * @throws ImageCorruptException when the header is damaged
   */
  public static ImageHeader readHeader(byte[] file) {
    return switch (FormatSniffer.formatOf(file)) {
      case PNG -> PngFile.parse(file).header();
      case JPEG -> JpegFile.parse(file).header();
      case WEBP -> WebpFile.parse(file).header();
    };
  }

  /**
   * What the file tells beside its pixels; no pixel is read.
   *
   * @throws ImageFormatException when it is no PNG, JPEG or WebP
   * @throws ImageCorruptException when the header is damaged
   */
  public static FileNotes readNotes(byte[] file) {
    return switch (FormatSniffer.formatOf(file)) {
      case PNG -> PngFile.parse(file).notes();
      case JPEG -> JpegFile.parse(file).notes();
      case WEBP -> WebpFile.parse(file).notes();
    };
  }

  /** {@link #decode(byte[], DecodeLimits)} within {@link DecodeLimits#DEFAULT}. */
  public static RgbImage decode(byte[] file) {
    return decode(file, DecodeLimits.DEFAULT);
  }

  /**
   * The picture, upright and in sRGB.
   *
   * @throws ImageFormatException when it is no PNG, JPEG or WebP, or is animated
   * @throws ImageTooLargeException when it is beyond the limits
   * @throws ImageCorruptException when it is damaged or cut off
   */
  public static RgbImage decode(byte[] file, DecodeLimits limits) {
    limits.requireBytes(file.length);
    return switch (FormatSniffer.formatOf(file)) {
      case PNG -> decodePng(file, limits);
      case JPEG -> decodeJpeg(file, limits);
      case WEBP -> decodeWebp(file, limits);
    };
  }

  private static RgbImage decodePng(byte[] file, DecodeLimits limits) {
    PngFile png = PngFile.parse(file);
    require(png.header(), limits);
    return shown(PngDecoder.decodePicture(png), png.iccProfile(), png.header());
  }

  private static RgbImage decodeJpeg(byte[] file, DecodeLimits limits) {
    JpegFile jpeg = JpegFile.parse(file);
    require(jpeg.header(), limits);
    byte[] profile = jpeg.channels() == RgbImage.CHANNELS ? jpeg.notes().profile() : null;
    return shown(JpegDecoder.read(jpeg), profile, jpeg.header());
  }

  private static RgbImage decodeWebp(byte[] file, DecodeLimits limits) {
    WebpFile webp = WebpFile.parse(file);
    require(webp.header(), limits);
    return shown(WebpDecoder.read(webp), webp.notes().profile(), webp.header());
  }

  private static RgbImage shown(RgbImage image, byte[] profile, ImageHeader header) {
    return Orientation.apply(ColorProfiles.toSrgb(image, profile), header.orientation());
  }

  private static void require(ImageHeader header, DecodeLimits limits) {
    limits.requireSize(header.width(), header.height());
    if (header.animated()) {
      throw new ImageFormatException(
          "The picture is animated; only still pictures are taken. Save one frame and try again.");
    }
  }
}
