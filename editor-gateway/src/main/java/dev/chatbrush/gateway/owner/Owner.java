package dev.chatbrush.gateway.owner;

import java.util.regex.Pattern;

/** Whose a session is: a name that keys are given, or a person that a provider of logins knows. */
public record Owner(String value) {
  /** Printable ASCII without spaces, so that it is one word of a log's line. */
  public static final String FORM = "[\\x21-\\x7e]{1,300}";

  private static final int DIGITS = 16;
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
   * What other services know them by: always the same, at every gateway, and no name or address. It
   * has no key, so who guesses a name finds its pseudonym, as an operator does who looks for one
   * (ADR 63). Empty for what is made without a login, where nobody is told from others.
   */
  public String pseudonym() {
    return equals(LOCAL) ? "" : "o" + Secrets.hash("owner " + value).substring(0, DIGITS);
  }

  @Override
  public String toString() {
    return value;
  }
}
