package dev.chatbrush.gateway.api;

import java.util.Arrays;

/** Tags of states, as If-Match and If-None-Match name them (RFC 9110, 8.8.3 and 13.1). */
public final class EntityTag {
  private EntityTag() {}

  /** The strong tag of a state that has that number. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /** Strong comparison, for If-Match: a weak tag names nothing. */
  public static boolean isNamed(String header, String tag) {
    return Arrays.stream(header.split(","))
        .map(String::strip)
        .anyMatch(named -> named.equals("*") || named.equals(tag));
  }

  /** Weak comparison, for If-None-Match; a header that did not come (null) names nothing. */
  public static boolean isKnown(String header, String tag) {
    return header != null && isNamed(header.replace("W/", ""), tag);
  }
}
