package dev.chatbrush.agent.language;

import java.lang.Character.UnicodeScript;

/** The languages that people are understood and answered in. */
public enum Language {
  KOREAN("ko"),
  ENGLISH("en");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** ISO 639-1. */
  public String code() {
    return code;
  }

  /** Korean as soon as one Hangul character occurs: English sentences hold none. */
  public static Language of(String text) {
    boolean hangul =
        text.codePoints().anyMatch(point -> UnicodeScript.of(point) == UnicodeScript.HANGUL);
    return hangul ? KOREAN : ENGLISH;
  }
}
