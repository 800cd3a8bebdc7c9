package dev.chatbrush.gateway.download;

import dev.chatbrush.imaging.codec.file.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header that proposes a file name (RFC 6266), in ASCII and in full (RFC 8187). */
public final class DownloadName {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";
  private static final Pattern PARTS =
      Pattern.compile(
          "(.*?)(?:\\.(a?png|jpe?g|jfif|webp|hei[cf]|avif|gif|bmp|tiff?))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final int UNEDITED = 1;

  private DownloadName() {}

  /**
   * For {@code name} with its own ending where that fits the format, and the revision's number
   * where it is an edited one.
   */
  static String contentDisposition(String name, int revision, ImageFormat format) {
    return header(full(name, revision, format));
  }

  /** For a file of another kind that was made of the picture of that name. */
  public static String attachment(String name, String ending) {
    Matcher parts = PARTS.matcher(name);
    String stem = parts.matches() && !parts.group(1).isBlank() ? parts.group(1) : "photo";
    return header(stem + "." + ending);
  }

  private static String header(String full) {
    String ascii = full.replaceAll("[^A-Za-z0-9._ -]", "_");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, encode(full));
  }

  /** The name itself. */
  static String full(String name, int revision, ImageFormat format) {
    Matcher parts = PARTS.matcher(name);
    String stem = parts.matches() ? parts.group(1) : "";
    String ending = parts.matches() && parts.group(2) != null ? parts.group(2) : "";
    return (stem.isBlank() ? "photo" : stem)
        + (revision == UNEDITED ? "" : "-edit" + revision)
        + "."
        + (fits(ending, format) ? ending : format.extension());
  }

  private static boolean fits(String ending, ImageFormat format) {
    String lower = ending.toLowerCase(Locale.ROOT);
    return lower.equals(format.extension()) || (format == ImageFormat.JPEG && lower.equals("jpeg"));
  }

  private static String encode(String name) {
    StringBuilder text = new StringBuilder();
    for (byte part : name.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (part & 0xff);
      if (PLAIN.indexOf(character) >= 0) {
        text.append(character);
      } else {
        text.append("%%%02X".formatted((int) character));
      }
    }
    return text.toString();
  }
}
