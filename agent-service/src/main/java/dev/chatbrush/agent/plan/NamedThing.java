package dev.chatbrush.agent.plan;

import java.util.List;

/**
 * A thing in the picture that is meant by its name.
 *
 * @param name as a detector takes it, English or Korean
 * @param numbers those of these numbers, from 1 and from left to right; empty for what {@code
 *     which} says
 */
public record NamedThing(String name, Which which, List<Integer> numbers) {
  public static final int LONGEST_NAME = 100;

  public NamedThing {
    numbers = List.copyOf(numbers);
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a name has 1 to %d characters, got '%s'".formatted(LONGEST_NAME, name));
    }
  }

  /** The thing of that name that is meant otherwise. */
  public NamedThing of(Which other, List<Integer> otherNumbers) {
    return new NamedThing(name, other, otherNumbers);
  }
}
