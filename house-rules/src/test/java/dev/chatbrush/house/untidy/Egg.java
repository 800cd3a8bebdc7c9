package dev.chatbrush.house.untidy;

import java.time.Instant;
import java.util.Optional;

/** Hatches a hen by way of its shell only, and looks at the clock by itself. */
public final class Egg {
  private final Instant laid = Instant.now();

  Instant laid() {
    return laid;
  }

  /** A nested class counts as its file. */
  static final class Shell {
    Optional<Hen> hen = Optional.empty();

    void open(Egg egg) {
      hen = Optional.of(new Hen(1, 2, 3, 4, 5, 6, 7, egg));
    }
  }
}
