package dev.chatbrush.imaging.stitch;

import java.util.Comparator;
import java.util.List;

/**
 * At what sizes a tool works.
 *
 * @param workingSide longest side in pixels; 0 for any size
 * @param multiple both sides are multiples of this, at least 1
 * @param nativeSide longest side that smaller pictures are enlarged to, to a bucket where there are
 *     some; 0 for not at all
 * @param buckets the sizes that it works at, where it has but some; it fills up what is smaller
 */
public record Sizing(int workingSide, int multiple, int nativeSide, List<Bucket> buckets) {
  /**
   * So near to a bucket's shape, a picture is stretched to it; nobody sees that, and it is undone.
   */
  private static final double SAME_SHAPE = 0.03;

  public Sizing {
    buckets = List.copyOf(buckets);
    if (multiple < 1 || workingSide < 0 || nativeSide < 0) {
      throw new IllegalArgumentException(
          "a tool's multiple must be 1 or more, its working and native side 0 or more: %d, %d, %d"
              .formatted(multiple, workingSide, nativeSide));
    }
  }

  public static Sizing of(int workingSide, int multiple) {
    return new Sizing(workingSide, multiple, 0, List.of());
  }

  /** A size in pixels. */
  public record Bucket(int width, int height) {
    public Bucket {
      if (width < 1 || height < 1) {
        throw new IllegalArgumentException(
            "a size needs at least 1x1 pixels, got %dx%d".formatted(width, height));
      }
    }

    /** How far its shape is from another's: the logarithm of the ratio of both. */
    double shapeFrom(int otherWidth, int otherHeight) {
      return Math.abs(Math.log((double) width * otherHeight / ((double) height * otherWidth)));
    }
  }

  /** The bucket whose shape is nearest. */
  Bucket nearest(int width, int height) {
    return buckets.stream()
        .min(Comparator.comparingDouble(bucket -> bucket.shapeFrom(width, height)))
        .orElseThrow(() -> new IllegalStateException("this tool works at any size"));
  }

  /** What the tool gets of a part of the picture of that size. */
  Bucket work(int width, int height) {
    if (!buckets.isEmpty()) {
      return within(nearest(width, height), width, height);
    }
    int longest = Math.max(width, height);
    double scale = workingSide == 0 ? 1.0 : Math.min(1.0, (double) workingSide / longest);
    scale = Math.max(scale, Math.min((double) nativeSide / longest, limit(longest)));
    return new Bucket(
        roundNear(width * scale, workingSide), roundNear(height * scale, workingSide));
  }

  private double limit(int longest) {
    return workingSide == 0 ? Double.MAX_VALUE : (double) workingSide / longest;
  }

  private Bucket within(Bucket bucket, int width, int height) {
    double scale = Math.min((double) bucket.width / width, (double) bucket.height / height);
    if (scale > 1 && nativeSide == 0) {
      scale = 1;
    } else if (bucket.shapeFrom(width, height) <= SAME_SHAPE) {
      return bucket;
    }
    return new Bucket(
        roundNear(width * scale, bucket.width), roundNear(height * scale, bucket.height));
  }

  private int roundNear(double value, int most) {
    int rounded = Math.max(multiple, (int) Math.round(value / multiple) * multiple);
    return most > 0 && rounded > most ? Math.max(multiple, most / multiple * multiple) : rounded;
  }
}
