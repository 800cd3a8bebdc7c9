package dev.chatbrush.gateway.owner;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Whose a session is: a name that keys are given, or a person that a provider of logins knows. */
public record Owner(String value) {
  /** Printable ASCII without spaces, so that it is one word of a log's line. */
  public static final String FORM = "[\\x21-\\x7e]{1,300}";

  private static final Pattern FORMS = Pattern.compile(FORM);

  /** Of all that is made without a login. */
  public static final Owner LOCAL = new Owner("local");

  public Owner {
    if (!FORMS.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an owner has 1 to 300 printable ASCII characters without spaces");
    }
  }

  /**
   * What other services know them by: always the same, and nobody's name or address. Empty for what
   * is made without a login, where nobody is told from others.
   */
  public String pseudonym() {
    return equals(LOCAL) ? "" : "o" + HexFormat.of().formatHex(hash(), 0, 8);
  }

  private byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(("owner " + value).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
