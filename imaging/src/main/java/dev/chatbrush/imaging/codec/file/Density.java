package dev.chatbrush.imaging.codec.file;

import java.util.Optional;

/**
 * How large a picture wants to be printed.
 *
 * @param x pixels a metre, 1 or more
 * @param y the same downwards
 */
public record Density(int x, int y) {
  private static final double METRES_AN_INCH = 0.0254;

  public Density {
    if (x < 1 || y < 1) {
      throw new IllegalArgumentException(
          "a density needs at least 1 pixel a metre, got %d x %d".formatted(x, y));
    }
  }

  /** Of pixels an inch; empty where they say nothing. */
  public static Optional<Density> ofInches(double x, double y) {
    return ofMetres(x / METRES_AN_INCH, y / METRES_AN_INCH);
  }

  /** Of pixels a metre; empty where they say nothing. */
  public static Optional<Density> ofMetres(double x, double y) {
    boolean says = x >= 1 && y >= 1 && x < Integer.MAX_VALUE && y < Integer.MAX_VALUE;
    return says
        ? Optional.of(new Density((int) Math.round(x), (int) Math.round(y)))
        : Optional.empty();
  }

  /** Pixels an inch, across. */
  public int inchesX() {
    return (int) Math.round(x * METRES_AN_INCH);
  }

  /** Pixels an inch, downwards. */
  public int inchesY() {
    return (int) Math.round(y * METRES_AN_INCH);
  }
}
