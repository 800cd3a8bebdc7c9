package dev.chatbrush.imaging.codec.file;

/** Tells a file's kind by its first bytes. */
public final class FormatSniffer {
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
    throw new ImageFormatException(
        "A PNG, JPEG or WebP picture is expected, but this is %s. Convert it and try again."
            .formatted(nameOf(reader)));
  }

  private static String nameOf(ByteReader reader) {
    if (reader.length() == 0) {
      return "an empty file";
    }
    if (reader.startsWith(0, "GIF8")) {
      return "a GIF";
    }
    if (reader.startsWith(0, "BM")) {
      return "a BMP";
    }
    if (reader.startsWith(0, "II*\0") || reader.startsWith(0, "MM\0*")) {
      return "a TIFF or raw photo";
    }
    if (reader.startsWith(4, "ftypavif")) {
      return "an AVIF";
    }
    if (reader.startsWith(4, "ftyphei") || reader.startsWith(4, "ftypmif1")) {
      return "a HEIC";
    }
    if (reader.startsWith(0, "%PDF")) {
      return "a PDF";
    }
    if (reader.startsWith(0, "<")) {
      return "an SVG or a web page";
    }
    return "something else";
  }
}
