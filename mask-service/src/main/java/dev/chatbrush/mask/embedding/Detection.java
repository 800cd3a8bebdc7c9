package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.mask.Mask;
import java.util.Optional;

/**
 * One thing that a detector found: its box in pixels of the picture, and what of it is the thing
 * where the model says so, to be stretched over the box.
 */
public record Detection(
    String label, float score, double x0, double y0, double x1, double y1, Optional<Mask> shape) {
  /** How much of this box lies in the other, 0 to 1. */
  double shareIn(Detection other) {
    double width = Math.min(x1, other.x1) - Math.max(x0, other.x0);
    double height = Math.min(y1, other.y1) - Math.max(y0, other.y0);
    return Math.max(0, width) * Math.max(0, height) / ((x1 - x0) * (y1 - y0));
  }
}
