package dev.chatbrush.imaging;

/** A rectangle of pixels: columns {@code x .. x+width-1}, rows {@code y .. y+height-1}. */
public record Region(int x, int y, int width, int height) {

  public Region {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a region needs at least 1x1 pixels, got %dx%d".formatted(width, height));
    }
  }

  /** From corners, the second one exclusive. */
  public static Region ofCorners(int left, int top, int right, int bottom) {
    return new Region(left, top, right - left, bottom - top);
  }

  /** The first column behind the region. */
  public int right() {
    return x + width;
  }

  /** The first row behind the region. */
  public int bottom() {
    return y + height;
  }

  public long area() {
    return (long) width * height;
  }

  public boolean contains(int column, int row) {
    return column >= x && row >= y && column < right() && row < bottom();
  }

  public boolean contains(Region other) {
    return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
  }

  /** The smallest region that holds both. */
  public Region union(Region other) {
    return ofCorners(
        Math.min(x, other.x),
        Math.min(y, other.y),
        Math.max(right(), other.right()),
        Math.max(bottom(), other.bottom()));
  }

  /** Moved out by so many pixels on each side, cut at the edges of a picture of that size. */
  public Region grow(int pixels, int boundsWidth, int boundsHeight) {
    return ofCorners(
        Math.max(0, x - pixels),
        Math.max(0, y - pixels),
        Math.min(boundsWidth, right() + pixels),
        Math.min(boundsHeight, bottom() + pixels));
  }
}
