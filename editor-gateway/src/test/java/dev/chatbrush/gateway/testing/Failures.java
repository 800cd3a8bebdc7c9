package dev.chatbrush.gateway.testing;

import dev.chatbrush.gateway.api.EditorException;
import org.assertj.core.api.Condition;

/** What tests ask of a failure. */
public final class Failures {
  private Failures() {}

  /** For {@code assertThatThrownBy(…).has(code("HEAD_MOVED"))}. */
  public static Condition<Throwable> code(String code) {
    return new Condition<>(
        failure -> failure instanceof EditorException known && known.code().equals(code),
        "the code %s",
        code);
  }
}
