package dev.chatbrush.gateway.revision;

import dev.chatbrush.imaging.codec.file.ImageFormat;
import java.nio.charset.StandardCharsets;

/** The header that proposes a file name (RFC 6266), in ASCII and in full (RFC 8187). */
final class DownloadName {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";

  private DownloadName() {}

  /** For {@code name} with its own ending replaced, and the revision's number in it. */
  static String contentDisposition(String name, int revision, ImageFormat format) {
    String stem = name.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    String full =
        "%s-edit%d.%s".formatted(stem.isBlank() ? "photo" : stem, revision, format.extension());
    String ascii = full.replaceAll("[^A-Za-z0-9._ -]", "_");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, encode(full));
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
