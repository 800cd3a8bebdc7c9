package dev.chatbrush.gateway.session;

import java.text.Normalizer;

/**
 * A file name as it may be shown and proposed for a download. It never names a path: pictures are
 * stored under hashes.
 */
public final class DisplayName {
  private static final int MAX_CHARACTERS = 120;
  private static final String NAMELESS = "photo";

  private DisplayName() {}

  /**
   * NFC (browsers on macOS send Korean decomposed), without folders, control, format and
   * bidirectional characters, at most 120 characters.
   */
  public static String clean(String fileName) {
    if (fileName == null) {
      return NAMELESS;
    }
    String name = Normalizer.normalize(fileName, Normalizer.Form.NFC);
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder kept = new StringBuilder();
    name.codePoints()
        .filter(DisplayName::isShown)
        .limit(MAX_CHARACTERS)
        .forEach(kept::appendCodePoint);
    String shown = shorten(kept.toString().strip());
    return shown.isEmpty() || shown.equals(".") || shown.equals("..") ? NAMELESS : shown;
  }

  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Whole characters within the limit of UTF-16 units, which the database counts too. */
  private static String shorten(String name) {
    if (name.length() <= MAX_CHARACTERS) {
      return name;
    }
    int end =
        Character.isHighSurrogate(name.charAt(MAX_CHARACTERS - 1))
            ? MAX_CHARACTERS - 1
            : MAX_CHARACTERS;
    return name.substring(0, end);
  }
}
