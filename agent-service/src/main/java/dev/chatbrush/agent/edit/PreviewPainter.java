package dev.chatbrush.agent.edit;

import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.stitch.Stitcher;

/** Shows a half-finished part in the whole picture, small enough to be sent each step. */
final class PreviewPainter {
  private static final int LONGEST_SIDE = 1024;
  private static final double QUALITY = 0.8;

  private final WorkArea area;
  private final double scale;
  private RgbImage smallOriginal;

  PreviewPainter(WorkArea area) {
    this.area = area;
    int longest = Math.max(area.original().width(), area.original().height());
    this.scale = Math.min(1.0, (double) LONGEST_SIDE / longest);
  }

  void paint(int step, RgbImage preview, EditListener listener) {
    RgbImage shown =
        area.locked().map(mask -> inPlace(preview, mask)).orElseGet(() -> whole(preview));
    byte[] file =
        shown.isSeeThrough() ? ImageEncoder.png(shown) : ImageEncoder.jpeg(shown, QUALITY);
    listener.preview(step, file, shown.width(), shown.height());
  }

  private RgbImage whole(RgbImage preview) {
    if (area.anySize() || !area.original().isSeeThrough()) {
      return preview;
    }
    if (smallOriginal == null || !sameSize(smallOriginal, preview)) {
      smallOriginal = area.original().resizeTo(preview.width(), preview.height());
    }
    return area.withOpacity(preview, smallOriginal, smallOriginal.bounds());
  }

  private RgbImage inPlace(RgbImage preview, Mask mask) {
    RgbImage original = area.original();
    if (smallOriginal == null) {
      smallOriginal = original.resizeTo(scaled(original.width()), scaled(original.height()));
    }
    Region crop = area.plan().crop();
    int width = Math.min(scaled(crop.width()), smallOriginal.width());
    int height = Math.min(scaled(crop.height()), smallOriginal.height());
    Region at =
        new Region(
            Math.min((int) (crop.x() * scale), smallOriginal.width() - width),
            Math.min((int) (crop.y() * scale), smallOriginal.height() - height),
            width,
            height);
    Mask smallMask = mask.resizeTo(smallOriginal.width(), smallOriginal.height());
    RgbImage part = area.withOpacity(preview.resizeTo(width, height), smallOriginal, at);
    return Stitcher.paste(smallOriginal, part, at, smallMask, 0);
  }

  private static boolean sameSize(RgbImage one, RgbImage other) {
    return one.width() == other.width() && one.height() == other.height();
  }

  private int scaled(int length) {
    return Math.max(1, (int) Math.round(length * scale));
  }
}
