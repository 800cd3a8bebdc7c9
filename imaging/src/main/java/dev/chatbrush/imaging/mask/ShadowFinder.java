package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Looks beside and below what is selected for the shadow that it casts: ground that touches it, is
 * darker than the ground around and has the same colour. Lively ground, such as grass, is judged by
 * the mean around each place, and more strictly; where that is lively too, nothing is said. Works
 * on a small copy, so that it takes a few milliseconds on any picture.
 *
 * <p>Source: Cucchiara et al. 2003, "Detecting moving objects, ghosts, and shadows in video
 * streams", IEEE TPAMI 25(10), eq. 7: a brightness ratio within bounds, and hue and saturation
 * kept.
 */
public final class ShadowFinder {
  private static final int WORKING_SIDE = 256;
  private static final double DARKEST = 0.25;
  private static final double BRIGHTEST = 0.85;
  private static final double MOST_COLOUR_SHIFT = 0.045;
  private static final double LIVELIEST_GROUND = 0.12;
  private static final double BRIGHTEST_ON_LIVELY_GROUND = 0.82;
  private static final int GRASS = WORKING_SIDE / 42;
  private static final double SMALLEST = 0.04;
  private static final double LARGEST = 2.0;

  private final RgbImage image;
  private final Mask mask;
  private final double brightest;

  private ShadowFinder(RgbImage image, Mask mask, double brightest) {
    this.image = image;
    this.mask = mask;
    this.brightest = brightest;
  }

  /**
   * The mask with its shadow; empty when there is none that is plain to see.
   *
   * @param mask of the picture's size
   */
  public static Optional<Mask> find(RgbImage image, Mask mask) {
    return mask.bounds().flatMap(object -> find(image, mask, neighbourhood(object, image)));
  }

  private static Optional<Mask> find(RgbImage image, Mask mask, Region area) {
    double scale = Math.min(1.0, (double) WORKING_SIDE / Math.max(area.width(), area.height()));
    int width = Math.max(1, (int) Math.round(area.width() * scale));
    int height = Math.max(1, (int) Math.round(area.height() * scale));
    Mask small = mask.crop(area).resizeTo(width, height);
    if (small.isEmpty()) {
      return Optional.empty();
    }
    RgbImage ground = sampled(image, area, width, height);
    ShadowFinder finder = new ShadowFinder(ground, small, BRIGHTEST);
    if (finder.groundColour() == null) {
      RgbImage calm = SurroundingMean.of(ground, small, GRASS);
      finder = new ShadowFinder(calm, small, BRIGHTEST_ON_LIVELY_GROUND);
    }
    return finder.shadow().map(found -> whole(found, area, mask));
  }

  /** Nearest pixels: medians and ratios need no better, and large pictures no longer. */
  private static RgbImage sampled(RgbImage image, Region area, int width, int height) {
    byte[] rgb = new byte[width * height * RgbImage.CHANNELS];
    for (int y = 0; y < height; y++) {
      int row = area.y() + (int) ((long) y * area.height() / height);
      for (int x = 0; x < width; x++) {
        int column = area.x() + (int) ((long) x * area.width() / width);
        int from = (row * image.width() + column) * RgbImage.CHANNELS;
        System.arraycopy(image.rgb(), from, rgb, (y * width + x) * RgbImage.CHANNELS, 3);
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** As wide as three objects, and as far down as one more. */
  private static Region neighbourhood(Region object, RgbImage image) {
    int reach = Math.max(object.width(), object.height());
    return Region.ofCorners(
        Math.max(0, object.x() - reach),
        Math.max(0, object.y() - reach / 4),
        Math.min(image.width(), object.right() + reach),
        Math.min(image.height(), object.bottom() + reach));
  }

  private Optional<Mask> shadow() {
    double[] ground = groundColour();
    if (ground == null) {
      return Optional.empty();
    }
    boolean[] dark = new boolean[image.width() * image.height()];
    for (int i = 0; i < dark.length; i++) {
      dark[i] = !isSelected(i) && isShaded(i, ground);
    }
    Mask found = reachedFromObject(dark);
    // Dark spots of lively ground lie at the object by chance: the shadow is in one piece.
    boolean lively = brightest < BRIGHTEST;
    Mask shadow = lively ? MaskOps.keepLargest(found) : found;
    double share = (double) shadow.area() / mask.area();
    double least = lively ? 2 * SMALLEST : SMALLEST;
    return share < least || share > LARGEST ? Optional.empty() : Optional.of(shadow);
  }

  /** The median of each channel outside the mask; null where the ground is of many colours. */
  private double[] groundColour() {
    if (mask.values().length - mask.area() < mask.area() / 4) {
      return null;
    }
    double[] colour = new double[RgbImage.CHANNELS];
    for (int i = 0; i < colour.length; i++) {
      int channel = i;
      colour[i] = Math.max(1, medianOnGround(pixel -> channel(pixel, channel)));
    }
    int whole = (int) sum(colour);
    int off = medianOnGround(pixel -> Math.abs(brightness(pixel) - whole));
    return off > LIVELIEST_GROUND * whole ? null : colour;
  }

  /** Of values from 0 to 765. */
  private int medianOnGround(IntUnaryOperator value) {
    int[] counts = new int[3 * 255 + 1];
    int pixels = 0;
    for (int i = 0; i < mask.values().length; i++) {
      if (!isSelected(i)) {
        counts[value.applyAsInt(i)]++;
        pixels++;
      }
    }
    int median = 0;
    for (int seen = counts[0]; 2 * seen < pixels; seen += counts[median]) {
      median++;
    }
    return median;
  }

  private boolean isShaded(int pixel, double[] ground) {
    double brightness = brightness(pixel);
    double whole = sum(ground);
    double ratio = brightness / whole;
    if (ratio < DARKEST || ratio > brightest) {
      return false;
    }
    double shift = 0;
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      double share = channel(pixel, channel) / brightness;
      shift = Math.max(shift, Math.abs(share - ground[channel] / whole));
    }
    return shift <= MOST_COLOUR_SHIFT;
  }

  /** Shaded pixels with a way to the object over shaded pixels. */
  private Mask reachedFromObject(boolean[] dark) {
    int width = image.width();
    byte[] reached = new byte[dark.length];
    int[] queue = new int[dark.length];
    int end = 0;
    byte[] near = MaskOps.dilate(mask, 2).values();
    for (int i = 0; i < dark.length; i++) {
      if (dark[i] && near[i] != 0) {
        reached[i] = (byte) 255;
        queue[end++] = i;
      }
    }
    for (int at = 0; at < end; at++) {
      int x = queue[at] % width;
      int[] neighbours = {
        x > 0 ? queue[at] - 1 : -1,
        x < width - 1 ? queue[at] + 1 : -1,
        queue[at] - width,
        queue[at] + width
      };
      for (int next : neighbours) {
        if (next >= 0 && next < dark.length && dark[next] && reached[next] == 0) {
          reached[next] = (byte) 255;
          queue[end++] = next;
        }
      }
    }
    return new Mask(width, image.height(), reached);
  }

  /** Grown a little, for a shadow's edge is soft. */
  private static Mask whole(Mask shadow, Region area, Mask mask) {
    int soft = Math.max(2, Math.max(area.width(), area.height()) / 64);
    Mask large = MaskOps.dilate(shadow.resizeTo(area.width(), area.height()), soft);
    byte[] values = MaskOps.binary(mask).values().clone();
    for (int y = 0; y < area.height(); y++) {
      for (int x = 0; x < area.width(); x++) {
        if (large.selected(x, y)) {
          values[(area.y() + y) * mask.width() + area.x() + x] = (byte) 255;
        }
      }
    }
    return new Mask(mask.width(), mask.height(), values);
  }

  private boolean isSelected(int pixel) {
    return mask.values()[pixel] != 0;
  }

  private int channel(int pixel, int channel) {
    return image.rgb()[pixel * RgbImage.CHANNELS + channel] & 0xff;
  }

  private int brightness(int pixel) {
    return Math.max(1, channel(pixel, 0) + channel(pixel, 1) + channel(pixel, 2));
  }

  private static double sum(double[] colour) {
    return colour[0] + colour[1] + colour[2];
  }
}
