package dev.chatbrush.mask.segment;

import dev.chatbrush.mask.named.Named;
import java.util.Optional;

/** What the service shall find by itself: the subject, or a thing by its name; or neither. */
public record Sought(Subject subject, Optional<Named> named) {
  public static final Sought NOTHING = new Sought(Subject.NONE, Optional.empty());

  boolean isNothing() {
    return equals(NOTHING);
  }
}
