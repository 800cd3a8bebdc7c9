import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.Resampling;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Contours;
import dev.chatbrush.imaging.mask.Dots;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.imaging.mask.MaskPng;
import dev.chatbrush.imaging.mask.OverlayPng;
import dev.chatbrush.imaging.mask.Rle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How long the parts of imaging take at three sizes, in milliseconds: the median of several runs on
 * one warm thread. Prints a Markdown table. Run by {@code run.py --parts}.
 *
 * <p>The object is a disk of a fifth of the picture with a wavy edge and a hole; the picture is
 * noise on a slope, which is harder for a codec than a photo.
 */
public final class PartsBench {
  private static final int[][] SIZES = {{704, 704}, {4000, 3000}, {4608, 3456}};
  private static final int RUNS = 9;

  private PartsBench() {}

  public static void main(String[] arguments) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (int[] size : SIZES) {
      Mask mask = object(size[0], size[1]);
      RgbImage image = picture(size[0], size[1]);
      tasks(mask, image).forEach((name, task) -> rows.merge(name, cell(task), String::concat));
    }
    System.out.println("| milliseconds | 704 x 704 | 12 Mpx | 16 Mpx |\n|---|---|---|---|");
    rows.forEach((name, cells) -> System.out.println("| " + name + " |" + cells));
  }

  private static Map<String, Runnable> tasks(Mask mask, RgbImage image) {
    Region at = mask.bounds().orElseThrow();
    MaskPart part = new MaskPart(mask.width(), mask.height(), at, mask.crop(at));
    Rle rle = Rle.of(part);
    double scale = 1024.0 / Math.max(image.width(), image.height());
    int width = (int) Math.round(image.width() * scale);
    int height = (int) Math.round(image.height() * scale);
    Map<String, Runnable> tasks = new LinkedHashMap<>();
    tasks.put(
        "scale and pad to 1024 x 1024",
        () -> image.resizeInto(width, height, Resampling.BILINEAR, 1024, 1024, 0x7c7468));
    tasks.put("run lengths of the part", () -> Rle.of(part));
    tasks.put("run lengths of the whole", () -> Rle.of(mask));
    tasks.put("run lengths to pixels", rle::toMask);
    tasks.put("grow, 5 x 5 ones 6 times", () -> MaskOps.dilateSquare(mask, 5, 6));
    tasks.put("grow by a disk of 12", () -> MaskOps.dilate(mask, 12));
    tasks.put("grow by a disk of 100", () -> MaskOps.dilate(mask, 100));
    tasks.put("shrink by a disk of 12", () -> MaskOps.erode(mask, 12));
    tasks.put("feather 4", () -> MaskOps.feather(mask, 4));
    tasks.put("feather 4, of the part", () -> part.map(16, m -> MaskOps.feather(m, 4)));
    tasks.put("remove dots, of the part", () -> Dots.remove(part, 0.005));
    tasks.put("fill holes", () -> MaskOps.fillHoles(mask));
    tasks.put("keep the largest part", () -> MaskOps.keepLargest(mask));
    tasks.put("outline as a path", () -> Contours.svgPath(part));
    tasks.put("mask as PNG", () -> MaskPng.encode(mask));
    tasks.put("mask as coloured PNG", () -> OverlayPng.encode(mask, 0x3b82f6, 0.5));
    tasks.put("picture as PNG", () -> ImageEncoder.png(image));
    tasks.put("picture as JPEG", () -> ImageEncoder.jpeg(image, 0.9));
    return tasks;
  }

  private static String cell(Runnable task) {
    long end = System.nanoTime() + 400_000_000L;
    while (System.nanoTime() < end) {
      task.run();
    }
    long[] nanos = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      task.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return " %.1f |".formatted(nanos[RUNS / 2] / 1e6);
  }

  private static Mask object(int width, int height) {
    byte[] values = new byte[width * height];
    double radius = Math.sqrt(0.2 * width * height / Math.PI);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double dx = x - width * 0.45;
        double dy = y - height * 0.55;
        double distance = Math.hypot(dx, dy);
        double edge = radius * (1 + 0.05 * Math.sin(Math.atan2(dy, dx) * 24));
        values[y * width + x] = (byte) (distance < edge && distance > radius / 4 ? 255 : 0);
      }
    }
    return new Mask(width, height, values);
  }

  private static RgbImage picture(int width, int height) {
    SplittableRandom random = new SplittableRandom(1);
    byte[] rgb = new byte[width * height * RgbImage.CHANNELS];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / RgbImage.CHANNELS % width * 200 / width + random.nextInt(8));
    }
    return new RgbImage(width, height, rgb);
  }
}
