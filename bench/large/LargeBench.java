import com.sun.management.OperatingSystemMXBean;
import dev.chatbrush.imaging.Resampling;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * How long each thing takes that is done to a large photo, and the processor time of all threads:
 * LargeBench PHOTO RUNS, lines "part=ms" and "part, cpu=ms".
 */
public final class LargeBench {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final Map<String, List<Double>> MILLIS = new LinkedHashMap<>();

  public static void main(String[] arguments) throws Exception {
    byte[] file = Files.readAllBytes(Path.of(arguments[0]));
    long bytes = 0;
    for (int run = 0; run < Integer.parseInt(arguments[1]); run++) {
      RgbImage image = time("decode JPEG", () -> ImageDecoder.decode(file));
      byte[] png = time("write PNG", () -> ImageEncoder.png(image));
      time("hash PNG", () -> MessageDigest.getInstance("SHA-256").digest(png));
      time("view of 1024", () -> sized(image, 1024, Resampling.BILINEAR));
      RgbImage read = time("read PNG", () -> ImageDecoder.decode(png, DecodeLimits.STORED));
      if (!read.equals(image)) {
        throw new IllegalStateException("the PNG does not hold what was written");
      }
      RgbImage small = time("reduce to 2048", () -> sized(image, 2048, Resampling.AREA));
      time("write JPEG of 2048", () -> ImageEncoder.jpeg(small, 0.92));
      bytes = png.length;
    }
    MILLIS.forEach((part, all) -> System.out.printf("%s=%.1f%n", part, median(all)));
    System.out.printf("MB of PNG=%.1f%n", bytes / 1e6);
  }

  private static <T> T time(String part, Callable<T> work) throws Exception {
    long cpu = PROCESS.getProcessCpuTime();
    long before = System.nanoTime();
    T result = work.call();
    add(part, System.nanoTime() - before);
    add(part + ", cpu", PROCESS.getProcessCpuTime() - cpu);
    return result;
  }

  private static void add(String part, long nanos) {
    MILLIS.computeIfAbsent(part, name -> new ArrayList<>()).add(nanos / 1e6);
  }

  private static RgbImage sized(RgbImage image, int side, Resampling filter) {
    double scale = (double) side / Math.max(image.width(), image.height());
    return image.resizeTo(
        (int) Math.round(image.width() * scale), (int) Math.round(image.height() * scale), filter);
  }

  private static double median(List<Double> all) {
    return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }
}
