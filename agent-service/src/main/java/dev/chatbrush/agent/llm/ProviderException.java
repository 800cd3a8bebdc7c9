package dev.chatbrush.agent.llm;

import java.time.Duration;
import java.util.Optional;

/**
 * An endpoint gave no usable answer. The message is for people and holds nothing that the endpoint
 * said; {@link #said()} is for finding out why, on our side only.
 */
final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  enum Kind {
    UNREACHABLE("could not be reached"),
    TIMEOUT("took too long"),
    RATE_LIMITED("takes no more requests now"),
    KEY_REFUSED("refused the key"),
    REQUEST_REFUSED("refused the request"),
    SERVER_ERROR("failed"),
    UNREADABLE("gave an answer that cannot be read"),
    RESTING("failed repeatedly and is left alone for a while");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;
  private final String said;

  ProviderException(Kind kind, String said) {
    this(kind, said, Optional.empty());
  }

  ProviderException(Kind kind, String said, Optional<Duration> retryAfter) {
    super("the language model " + kind.sentence);
    this.kind = kind;
    this.said = said;
    this.retryAfter = retryAfter;
  }

  Kind kind() {
    return kind;
  }

  /** From the header of that name. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Start of the endpoint's own words, without the key. */
  String said() {
    return said;
  }

  /** Whether the same request may well succeed a moment later. */
  boolean isPassing() {
    return kind == Kind.SERVER_ERROR || kind == Kind.UNREACHABLE;
  }
}
