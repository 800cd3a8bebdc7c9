package dev.chatbrush.mask.named;

import java.util.List;

/**
 * What the person calls the thing, and which of several is meant.
 *
 * @param numbers those of these numbers, from 1; empty for what {@code which} says
 */
public record Named(String text, Which which, List<Integer> numbers) {
  public Named {
    numbers = List.copyOf(numbers);
  }
}
