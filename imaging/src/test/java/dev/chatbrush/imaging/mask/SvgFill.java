package dev.chatbrush.imaging.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills a path of {@code M}, {@code h}, {@code v} and {@code z} by the even-odd rule. */
final class SvgFill {
  private static final Pattern PART = Pattern.compile("M(\\d+) (\\d+)|h(-?\\d+)|v(-?\\d+)|z");

  private SvgFill() {}

  static Mask fill(String path, int width, int height) {
    byte[] values = new byte[width * height];
    Matcher parts = PART.matcher(path);
    int x = 0;
    int y = 0;
    int end = 0;
    while (parts.find()) {
      if (parts.start() != end) {
        throw new IllegalArgumentException("unread: " + path.substring(end, parts.start()));
      }
      end = parts.end();
      if (parts.group(1) != null) {
        x = Integer.parseInt(parts.group(1));
        y = Integer.parseInt(parts.group(2));
      } else if (parts.group(3) != null) {
        x += Integer.parseInt(parts.group(3));
      } else if (parts.group(4) != null) {
        int to = y + Integer.parseInt(parts.group(4));
        for (int row = Math.min(y, to); row < Math.max(y, to); row++) {
          for (int column = x; column < width; column++) {
            values[row * width + column] = (byte) ~values[row * width + column];
          }
        }
        y = to;
      }
    }
    if (end != path.length()) {
      throw new IllegalArgumentException("unread: " + path.substring(end));
    }
    return new Mask(width, height, values);
  }
}
