package dev.chatbrush.mask.segment;

/**
 * Changes to a mask, applied in the order of their components.
 *
 * @param smooth pixels
 * @param dilate pixels; negative erodes
 * @param feather pixels; the reply is two-valued, so a feathered edge goes out as its half-way line
 */
public record Refine(
    Tidy tidy,
    boolean keepLargest,
    boolean fillHoles,
    double smooth,
    int dilate,
    boolean invert,
    double feather) {
  public static final Refine NONE = new Refine(Tidy.FOUND, false, false, 0, 0, false, 0);
}
