package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.Region;
import java.util.function.UnaryOperator;

/**
 * A mask of which only the part is held that may select something: work and memory then go with the
 * object's size and not with the picture's. Immutable as {@link Mask} is.
 *
 * @param width of the picture
 * @param height of the picture
 * @param at where the part lies; outside it every value is 0
 * @param mask the part, of the size of {@code at}
 */
public record MaskPart(int width, int height, Region at, Mask mask) {
  /**
   * @throws IllegalArgumentException when the part leaves the picture or is of another size than
   *     its region
   */
  public MaskPart {
    boolean inside = new Region(0, 0, width, height).contains(at);
    if (!inside || mask.width() != at.width() || mask.height() != at.height()) {
      throw new IllegalArgumentException(
          "a part %s of a %dx%d picture must lie inside it and have a mask of its size, got %s"
              .formatted(at, width, height, mask));
    }
  }

  /** Nothing is selected. */
  public static MaskPart nothing(int width, int height) {
    return new MaskPart(width, height, new Region(0, 0, 1, 1), Mask.empty(1, 1));
  }

  /** The mask as a part that is the whole picture; shares the bytes. */
  public static MaskPart of(Mask whole) {
    return new MaskPart(
        whole.width(), whole.height(), new Region(0, 0, whole.width(), whole.height()), whole);
  }

  /** The selected pixels of the mask, and no more of it than their bounds; all others become 0. */
  public static MaskPart ofSelected(Mask whole) {
    return whole
        .bounds()
        .map(at -> new MaskPart(whole.width(), whole.height(), at, whole.crop(at)))
        .orElseGet(() -> nothing(whole.width(), whole.height()));
  }

  /** What either selects; both belong to pictures of one size. */
  public MaskPart union(MaskPart other) {
    requireSamePicture(other);
    Region both = at.union(other.at);
    return new MaskPart(
        width, height, both, MaskOps.union(extend(both).mask, other.extend(both).mask));
  }

  /** What this selects and the other does not; both belong to pictures of one size. */
  public MaskPart subtract(MaskPart other) {
    return new MaskPart(width, height, at, MaskOps.subtract(mask, other.inside(this)));
  }

  /** What both select; both belong to pictures of one size. */
  public MaskPart intersect(MaskPart other) {
    return new MaskPart(width, height, at, MaskOps.intersect(mask, other.inside(this)));
  }

  /** This mask where the other part lies. */
  private Mask inside(MaskPart other) {
    requireSamePicture(other);
    Region both = at.union(other.at);
    Region there =
        new Region(
            other.at.x() - both.x(), other.at.y() - both.y(), other.at.width(), other.at.height());
    return extend(both).mask.crop(there);
  }

  private void requireSamePicture(MaskPart other) {
    if (width != other.width || height != other.height) {
      throw new IllegalArgumentException(
          "parts must belong to pictures of one size, got %dx%d and %dx%d"
              .formatted(width, height, other.width, other.height));
    }
  }

  /** Whether a pixel of the picture is selected. */
  public boolean selected(int x, int y) {
    return at.contains(x, y) && mask.selected(x - at.x(), y - at.y());
  }

  /** The same mask for the picture at another size, by nearest pixels. */
  public MaskPart scaledTo(int newWidth, int newHeight) {
    Region scaled =
        Region.ofCorners(
            (int) ((long) at.x() * newWidth / width),
            (int) ((long) at.y() * newHeight / height),
            (int) (((long) at.right() * newWidth + width - 1) / width),
            (int) (((long) at.bottom() * newHeight + height - 1) / height));
    return new MaskPart(
        newWidth, newHeight, scaled, mask.resizeTo(scaled.width(), scaled.height()));
  }

  /** The mask at the picture's size; the part itself where it is that already. */
  public Mask whole() {
    if (isWhole()) {
      return mask;
    }
    byte[] values = new byte[Math.multiplyExact(width, height)];
    for (int y = 0; y < at.height(); y++) {
      int to = (at.y() + y) * width + at.x();
      System.arraycopy(mask.values(), y * at.width(), values, to, at.width());
    }
    return new Mask(width, height, values);
  }

  /**
   * Changed by an operation that selects nothing further than {@code margin} pixels from what is
   * selected; the part is extended by that much first, with 0.
   */
  public MaskPart map(int margin, UnaryOperator<Mask> operation) {
    MaskPart wider = extend(at.grow(margin, width, height));
    return new MaskPart(width, height, wider.at, operation.apply(wider.mask));
  }

  /** The same mask, held in a region that contains the part's. */
  private MaskPart extend(Region wider) {
    if (wider.equals(at)) {
      return this;
    }
    Region inWider = new Region(at.x() - wider.x(), at.y() - wider.y(), at.width(), at.height());
    Mask extended = new MaskPart(wider.width(), wider.height(), inWider, mask).whole();
    return new MaskPart(width, height, wider, extended);
  }

  private boolean isWhole() {
    return at.width() == width && at.height() == height;
  }
}
