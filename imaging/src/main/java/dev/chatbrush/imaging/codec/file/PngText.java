package dev.chatbrush.imaging.codec.file;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EXIF and XMP in a PNG's text chunks, where programs put them before there was a chunk for EXIF.
 * Whatever is not as expected counts as absent. Sources: PNG Specification, section 11.3.3;
 * ImageMagick's raw profiles; XMP part 3, section 1.1.5.
 */
final class PngText {
  private static final int MAX_BYTES = 1 << 20;
  private static final String XMP = "XML:com.adobe.xmp";
  private static final Pattern RAW_PROFILE =
      Pattern.compile("\\s*(?:exif|app1|generic profile)\\s+\\d+\\s+([0-9a-fA-F\\s]+)");
  private static final Pattern ORIENTATION =
      Pattern.compile("tiff:Orientation\\s*(?:=\\s*[\"']|>)\\s*([1-8])");

  private boolean hasProfile;
  private boolean hasXmp;
  private byte[] exif;
  private OptionalInt orientation = OptionalInt.empty();

  /** The TIFF block of a raw profile, or null. */
  byte[] exif() {
    return exif;
  }

  /** Of XMP, 1 to 8. */
  OptionalInt orientation() {
    return orientation;
  }

  /**
   * The first of each kind counts: many small ones could unfold to much.
   *
   * @param type tEXt, zTXt or iTXt
   */
  void read(String type, byte[] chunk) {
    int nameEnd = indexOfZero(chunk, 0);
    String name = latin(chunk, 0, nameEnd);
    boolean profile = name.equals("Raw profile type exif") || name.equals("Raw profile type APP1");
    if (profile && !hasProfile) {
      hasProfile = true;
      exif = tiffOf(text(type, chunk, nameEnd + 1));
    } else if (name.equals(XMP) && !hasXmp) {
      hasXmp = true;
      Matcher found = ORIENTATION.matcher(text(type, chunk, nameEnd + 1));
      orientation =
          found.find() ? OptionalInt.of(found.group(1).charAt(0) - '0') : OptionalInt.empty();
    }
  }

  /** The chunk's text as Latin-1, since what is looked for is ASCII; empty where it is damaged. */
  private static String text(String type, byte[] chunk, int from) {
    return switch (type) {
      case "tEXt" -> latin(chunk, from, chunk.length);
      case "zTXt" -> unpacked(chunk, from + 1);
      default -> {
        int language = from + 2;
        int begin = indexOfZero(chunk, indexOfZero(chunk, language) + 1) + 1;
        boolean packed = from < chunk.length && chunk[from] == 1;
        yield packed ? unpacked(chunk, begin) : latin(chunk, begin, chunk.length);
      }
    };
  }

  private static String unpacked(byte[] chunk, int from) {
    byte[] text = BoundedInflater.inflate(chunk, from, MAX_BYTES);
    return text == null ? "" : latin(text, 0, text.length);
  }

  private static byte[] tiffOf(String text) {
    Matcher found = RAW_PROFILE.matcher(text);
    if (!found.lookingAt()) {
      return null;
    }
    String digits = found.group(1).replaceAll("\\s", "");
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits, 2 * i, 2 * i + 2, 16);
    }
    int prefix = new ByteReader(bytes).startsWith(0, "Exif\0\0") ? 6 : 0;
    return new Span(prefix, bytes.length - prefix).of(bytes);
  }

  private static int indexOfZero(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != 0) {
      at++;
    }
    return at;
  }

  private static String latin(byte[] bytes, int from, int to) {
    return from >= to ? "" : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
