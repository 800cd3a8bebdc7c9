package dev.chatbrush.gateway.revision;

import dev.chatbrush.imaging.Resampling;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import java.util.Optional;

/**
 * A picture made smaller.
 *
 * @param view as models see it
 * @param proxy PNG of {@link #PROXY_SIDE}, of which previews and thumbnails are made; empty where
 *     the picture has no more pixels itself
 */
public record Reduced(PictureView view, Optional<byte[]> proxy) {
  /** What mask-service asks for with today's models. */
  static final int VIEW_SIDE = 1024;

  /** Longest side, in pixels, that the page asks for before somebody zooms in. */
  static final int PROXY_SIDE = 2048;

  static Reduced of(RgbImage image) {
    boolean large = Math.max(image.width(), image.height()) > PROXY_SIDE;
    return new Reduced(
        PictureView.of(image, VIEW_SIDE),
        large ? Optional.of(ImageEncoder.png(scaled(image, PROXY_SIDE))) : Optional.empty());
  }

  /** The picture, its longest side at most {@code maxSide} pixels. */
  static RgbImage scaled(RgbImage image, int maxSide) {
    return scaled(image, maxSide, image.width(), image.height());
  }

  /**
   * The same, made of the picture of that size or of a smaller one. By triangles and not by areas:
   * scaled twice, the steps of those would show.
   */
  private static RgbImage scaled(RgbImage from, int maxSide, int width, int height) {
    double scale = Math.min(1, (double) maxSide / Math.max(width, height));
    return from.resizeTo(
        (int) Math.max(1, Math.round(width * scale)),
        (int) Math.max(1, Math.round(height * scale)),
        Resampling.BILINEAR);
  }

  /** As {@link #scaled(RgbImage, int)} of the picture itself, which {@code smaller} was made of. */
  RgbImage scaledFrom(RgbImage smaller, int maxSide) {
    return scaled(smaller, maxSide, view.width(), view.height());
  }

  /** Whether people see no difference when so small a picture is made of the view. */
  boolean viewServes(int maxSide) {
    return view.isWhole() || 2 * maxSide <= VIEW_SIDE;
  }

  int bytes() {
    return view.bytes() + proxy.map(file -> file.length).orElse(0);
  }
}
