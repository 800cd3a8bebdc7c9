package dev.chatbrush.contracts.problem;

import java.util.Locale;
import java.util.Objects;

/**
 * One kind of error as the list has it. Its parts are promises to clients, but for the words.
 *
 * @param status of HTTP; 0 where only the page makes it, before or without an answer
 * @param retryable whether the same request may succeed later with nothing changed
 * @param title what went wrong, without a full stop
 * @param remedy what to do about it, in whole sentences
 */
public record ProblemType(String code, int status, boolean retryable, Words title, Words remedy) {

  /** In the two languages of the page. */
  public record Words(String en, String ko) {
    public Words {
      if (en == null || en.isBlank() || ko == null || ko.isBlank()) {
        throw new IllegalArgumentException("expected words in en and ko, got " + en + ", " + ko);
      }
    }
  }

  public ProblemType {
    if (!code.matches("[A-Z][A-Z0-9_]{2,63}")) {
      throw new IllegalArgumentException("expected a code such as MASK_EMPTY, got " + code);
    }
    if (status != 0 && (status < 400 || status > 599)) {
      throw new IllegalArgumentException(code + ": expected status 400 to 599, got " + status);
    }
    Objects.requireNonNull(title, code + ": the title is missing");
    Objects.requireNonNull(remedy, code + ": the remedy is missing");
  }

  /** For example {@code image-too-large}. */
  public String slug() {
    return code.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public ProblemKind kind() {
    return ProblemKind.ofHttp(status);
  }

  public boolean is(ProblemCode other) {
    return code.equals(other.name());
  }
}
