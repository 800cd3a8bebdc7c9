package dev.chatbrush.gateway.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.regex.Pattern;

/**
 * Makes ULIDs: 48 bits of milliseconds, 80 random bits, in Crockford's base 32. Those of one source
 * rise even within a millisecond and when the clock steps back. Thread-safe.
 *
 * <p>Source: github.com/ulid/spec, "Monotonicity".
 */
@ApplicationScoped
public class Ulid {
  private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
  private static final int RANDOM_BYTES = 10;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final byte[] entropy = new byte[RANDOM_BYTES];
  private long lastMillis = -1;

  public Ulid(Clock clock) {
    this.clock = clock;
  }

  /** Whether {@code text} has the form of a ULID. */
  public static boolean isUlid(String text) {
    return text != null && FORM.matcher(text).matches();
  }

  /** 26 characters, greater than any before. */
  public synchronized String next() {
    long millis = clock.millis();
    if (millis > lastMillis) {
      lastMillis = millis;
      random.nextBytes(entropy);
      entropy[0] &= 0x7f; // room to count up
    } else {
      increment();
    }
    return encode();
  }

  private void increment() {
    for (int i = RANDOM_BYTES - 1; i >= 0; i--) {
      entropy[i]++;
      if (entropy[i] != 0) {
        return;
      }
    }
    lastMillis++; // 2^79 ids in a millisecond; kept for completeness
  }

  private String encode() {
    char[] text = new char[26];
    long time = lastMillis;
    for (int i = 9; i >= 0; i--, time >>>= 5) {
      text[i] = ALPHABET[(int) (time & 31)];
    }
    int buffer = 0;
    int bits = 0;
    int at = 10;
    for (byte part : entropy) {
      buffer = (buffer << 8) | (part & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text[at++] = ALPHABET[(buffer >>> bits) & 31];
      }
      buffer &= (1 << bits) - 1;
    }
    return new String(text);
  }
}
