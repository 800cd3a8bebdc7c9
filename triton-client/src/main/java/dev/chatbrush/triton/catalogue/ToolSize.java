package dev.chatbrush.triton.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size in pixels that a tool works at (parameter {@code chatbrush.sizes}: "704x400, 512x512").
 */
public record ToolSize(int width, int height) {
  private static final String KEY = "chatbrush.sizes";
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

  static List<ToolSize> read(Settings settings) {
    String text = settings.text(KEY, "");
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",")).map(part -> one(part.strip(), settings)).toList();
  }

  private static ToolSize one(String text, Settings settings) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new Settings.SettingException(
          "config.pbtxt of '%s': '%s' must list sizes as WIDTHxHEIGHT, found '%s'"
              .formatted(settings.config().name(), KEY, text));
    }
    return new ToolSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
  }
}
