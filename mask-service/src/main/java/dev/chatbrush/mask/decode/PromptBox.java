package dev.chatbrush.mask.decode;

/** A box, in pixels of the picture: corners left top and right bottom. */
public record PromptBox(double x0, double y0, double x1, double y1) {
  /** Intersection over union, 0 to 1. */
  public double overlap(PromptBox other) {
    double width = Math.min(x1, other.x1) - Math.max(x0, other.x0);
    double height = Math.min(y1, other.y1) - Math.max(y0, other.y0);
    double common = Math.max(0, width) * Math.max(0, height);
    return common / (area() + other.area() - common);
  }

  private double area() {
    return (x1 - x0) * (y1 - y0);
  }
}
