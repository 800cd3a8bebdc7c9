package dev.chatbrush.mask.named;

/**
 * Something of the name that was looked for; its box in pixels of the picture.
 *
 * @param number from 1, from left to right
 */
public record Find(
    int number, String label, float score, double x0, double y0, double x1, double y1) {
  double centreX() {
    return (x0 + x1) / 2;
  }

  double centreY() {
    return (y0 + y1) / 2;
  }

  double area() {
    return (x1 - x0) * (y1 - y0);
  }
}
