package dev.chatbrush.imaging.codec.file;

import java.util.Map;

/** Tells a file's kind by its first bytes. */
public final class FormatSniffer {
  /** Brands of one file are a dozen at most. */
  private static final int MAX_BRANDS_END = 64;

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("GIF8", "a GIF"),
          Map.entry("BM", "a BMP"),
          Map.entry("II*\0", "a TIFF or raw photo"),
          Map.entry("MM\0*", "a TIFF or raw photo"),
          Map.entry("\u00ff\n", "a JPEG XL"),
          Map.entry("\0\0\0\fJXL ", "a JPEG XL"),
          Map.entry("\0\0\0\fjP  ", "a JPEG 2000"),
          Map.entry("8BPS", "a Photoshop file"),
          Map.entry("FUJIFILM", "a raw photo"),
          Map.entry("%PDF", "a PDF"),
          Map.entry("<", "an SVG or a web page"));

  private FormatSniffer() {}

  /**
   * @throws ImageFormatException naming what it looks like, when it is not one of ours
   */
  public static ImageFormat formatOf(byte[] file) {
    ByteReader reader = new ByteReader(file);
    if (reader.startsWith(0, "\u0089PNG\r\n\u001a\n")) {
      return ImageFormat.PNG;
    }
    if (reader.startsWith(0, "\u00ff\u00d8\u00ff")) {
      return ImageFormat.JPEG;
    }
    if (reader.startsWith(0, "RIFF") && reader.startsWith(8, "WEBP")) {
      return ImageFormat.WEBP;
    }
    throw new ImageFormatException(refusal(reader));
  }

  private static String refusal(ByteReader reader) {
    if (isOfBrand(reader, "hei", "hev", "mif1", "msf1") && !isOfBrand(reader, "avif", "avis")) {
      return "This is an iPhone photo (HEIC), which cannot be opened here. Share it from the phone as"
          + " JPEG (Options, Most Compatible) or save it as JPEG, and try again.";
    }
    if (isOfBrand(reader, "avif", "avis")) {
      return "This is an AVIF picture, which cannot be opened here. Save it as JPEG, PNG or WebP and"
          + " try again.";
    }
    return "A PNG, JPEG or WebP picture is expected, but this is %s. Convert it and try again."
        .formatted(nameOf(reader));
  }

  /** Whether an ISO base media file counts one of these among its brands (ISO 14496-12, 4.3). */
  private static boolean isOfBrand(ByteReader reader, String... brands) {
    if (!reader.startsWith(4, "ftyp")) {
      return false;
    }
    int end = Math.min(reader.int32(0), Math.min(MAX_BRANDS_END, reader.length() - 3));
    for (int at = 8; at < end; at += 4) {
      for (String brand : brands) {
        if (reader.startsWith(at, brand)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String nameOf(ByteReader reader) {
    if (reader.length() == 0) {
      return "an empty file";
    }
    return NAMES.entrySet().stream()
        .filter(name -> reader.startsWith(0, name.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElseGet(
            () -> reader.startsWith(4, "ftyp") ? "a video or a raw photo" : "something else");
  }
}
