package dev.chatbrush.house.tidy;

import java.util.List;

/** Knows its straws; a long record and a pair inside one file are no faults. */
public record Nest(int a, int b, int c, int d, int e, int f, int g, List<Straw> straws) {
  /** Knows the nest that it lies in. */
  static final class Bird {
    Nest home;
  }

  Bird bird() {
    return new Bird();
  }
}
