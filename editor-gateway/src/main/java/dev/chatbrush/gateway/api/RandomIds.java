package dev.chatbrush.gateway.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Makes ids that cannot be guessed: who knows a session's may see and change it. 128 bits of a
 * secure generator in Crockford's base 32, which is the form of a ULID; nothing in them tells a
 * time or an order. Thread-safe.
 */
@ApplicationScoped
public class RandomIds {
  private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  /** What every id is like. */
  public static final String FORM = "[0-7][0-9A-HJKMNP-TV-Z]{25}";

  private static final Pattern IDS = Pattern.compile(FORM);
  private static final int LENGTH = 26;

  private final SecureRandom random = new SecureRandom();

  /** Whether {@code text} has the form of an id. */
  public static boolean isId(String text) {
    return text != null && IDS.matcher(text).matches();
  }

  /** 26 characters. */
  public String next() {
    byte[] drawn = new byte[2 * Long.BYTES];
    random.nextBytes(drawn);
    ByteBuffer halves = ByteBuffer.wrap(drawn);
    return encode(halves.getLong(), halves.getLong());
  }

  private static String encode(long high, long low) {
    char[] text = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET[(int) (low & 31)];
      low = low >>> 5 | high << 59;
      high >>>= 5;
    }
    return new String(text);
  }
}
