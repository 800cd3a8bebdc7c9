import com.google.protobuf.ByteString;
import dev.chatbrush.contracts.mask.MaskServiceGrpc;
import dev.chatbrush.contracts.mask.PrepareRequest;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.imaging.Resampling;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clicks at mask-service itself, by gRPC as the gateway sends them: one after another, many people
 * at once in an open loop, and beside encodes. Prints Markdown tables. Run by {@code run.py
 * --service}.
 *
 * <p>Arguments: host:port of mask-service, host:port of Triton's HTTP interface, the folder of
 * photos. Latencies count from the moment when a click was due, so that waiting for a slot is not
 * left out.
 */
public final class ClickBench {
  private static final Pattern INFER =
      Pattern.compile("\"compute_infer\":\\{\"count\":(\\d+),\"ns\":(\\d+)");
  private static final int WARM_UP = 40;
  private static final int CLICKS = 80;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ManagedChannel channel;
  private final String triton;
  private final SplittableRandom random = new SplittableRandom(7);

  private ClickBench(String service, String triton) {
    this.channel =
        ManagedChannelBuilder.forTarget(service)
            .usePlaintext()
            .maxInboundMessageSize(64 << 20)
            .build();
    this.triton = triton;
  }

  public static void main(String[] arguments) throws Exception {
    ClickBench bench = new ClickBench(arguments[0], arguments[1]);
    RgbImage photo =
        ImageDecoder.decode(Files.readAllBytes(Path.of(arguments[2], "astronaut.jpg")));
    bench.oneAfterAnother(photo);
    bench.openLoop(photo);
    bench.channel.shutdownNow();
  }

  private void oneAfterAnother(RgbImage photo) throws Exception {
    System.out.println(
        "| one person, ms | p50 | p99 | queue | decoder call | mask | Triton's compute | the rest |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    int[][] sizes = {{704, 704}, {4000, 3000}};
    for (int[] size : sizes) {
      Picture picture = prepared(photo.resizeTo(size[0], size[1], Resampling.BILINEAR));
      for (int i = 0; i < WARM_UP; i++) {
        click(picture, size[0], size[1]);
      }
      long[] before = compute();
      List<Map<String, Double>> parts = new ArrayList<>();
      double[] millis = new double[CLICKS];
      for (int i = 0; i < CLICKS; i++) {
        long start = System.nanoTime();
        parts.add(click(picture, size[0], size[1]).getTimingsMillisMap());
        millis[i] = since(start);
      }
      long[] after = compute();
      double model = (after[1] - before[1]) / 1e6 / Math.max(1, after[0] - before[0]);
      System.out.printf(
          "| %d x %d | %.1f | %.1f | %.2f | %.1f | %.1f | %.1f | %.1f |%n",
          size[0],
          size[1],
          quantile(millis, 0.5),
          quantile(millis, 0.99),
          median(parts, "queue"),
          median(parts, "model"),
          median(parts, "mask"),
          model,
          quantile(millis, 0.5) - model);
    }
  }

  private void openLoop(RgbImage photo) throws Exception {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      pictures.add(prepared(photo.resizeTo(704 - i, 704, Resampling.BILINEAR)));
    }
    double capacity = capacity(pictures.subList(0, 4), 10);
    double rate = 0.7 * capacity;
    System.out.printf(
        "%n4 at once, one click after another: %.1f clicks/s; 70 %% of it: %.1f clicks/s%n%n",
        capacity, rate);
    System.out.println("| open loop | clicks | p50 ms | p99 ms |\n|---|---|---|---|");
    int one = Math.max(40, (int) (rate * 20));
    row("1 person, a click a second", timed(pictures.subList(0, 1), 1, 40));
    for (int people : new int[] {1, 4, 16}) {
      row("people: " + people + ", 70 %", timed(pictures.subList(0, people), rate, one));
    }
    AtomicBoolean over = new AtomicBoolean();
    Thread encoder = new Thread(() -> encodeUntil(over, photo));
    encoder.start();
    row("1 person, a click a second, encodes beside", timed(pictures.subList(0, 1), 1, 40));
    over.set(true);
    encoder.join();
  }

  private static void row(String name, double[] millis) {
    System.out.printf(
        "| %s | %d | %.1f | %.1f |%n",
        name, millis.length, quantile(millis, 0.5), quantile(millis, 0.99));
  }

  /** Clicks a second when each of the pictures is clicked without a pause. */
  private double capacity(List<Picture> pictures, int seconds) throws InterruptedException {
    ExecutorService people = Executors.newFixedThreadPool(pictures.size());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    int[] counts = new int[pictures.size()];
    for (int i = 0; i < counts.length; i++) {
      int person = i;
      people.execute(
          () -> {
            while (System.nanoTime() < end) {
              click(pictures.get(person), 700, 700);
              counts[person]++;
            }
          });
    }
    people.shutdown();
    people.awaitTermination(seconds + 60L, TimeUnit.SECONDS);
    return (double) Arrays.stream(counts).sum() / seconds;
  }

  /** Milliseconds of {@code count} clicks that come at random moments, {@code rate} a second. */
  private double[] timed(List<Picture> pictures, double rate, int count) throws Exception {
    ExecutorService people = Executors.newCachedThreadPool();
    CountDownLatch done = new CountDownLatch(count);
    double[] millis = new double[count];
    long due = System.nanoTime();
    for (int i = 0; i < count; i++) {
      due += (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9);
      LockSupport.parkNanos(due - System.nanoTime());
      int number = i;
      long start = due;
      people.execute(
          () -> {
            click(pictures.get(number % pictures.size()), 680, 680);
            millis[number] = since(start);
            done.countDown();
          });
    }
    if (!done.await(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException("clicks were left without an answer");
    }
    people.shutdown();
    return millis;
  }

  private void encodeUntil(AtomicBoolean over, RgbImage photo) {
    for (int i = 0; !over.get(); i++) {
      prepared(photo.resizeTo(600 - i, 600, Resampling.BILINEAR));
    }
  }

  private SegmentReply click(Picture picture, int width, int height) {
    SegmentRequest.Builder request = SegmentRequest.newBuilder().setPicture(picture);
    synchronized (random) {
      request
          .getSelectionBuilder()
          .addPointsBuilder()
          .setX(width * (0.3 + 0.4 * random.nextDouble()))
          .setY(height * (0.3 + 0.4 * random.nextDouble()));
    }
    SegmentReply reply = stub().segment(request.build());
    if (!reply.hasMask()) {
      throw new IllegalStateException("the picture was dropped; give the cache more room");
    }
    return reply;
  }

  /** By name only: its bytes are there and it is encoded. */
  private Picture prepared(RgbImage image) {
    byte[] png = ImageEncoder.png(image);
    Picture named = Picture.newBuilder().setSha256(sha256(png)).build();
    Picture whole = named.toBuilder().setContent(ByteString.copyFrom(png)).build();
    stub().prepare(PrepareRequest.newBuilder().setPicture(whole).build());
    return named;
  }

  private MaskServiceGrpc.MaskServiceBlockingStub stub() {
    return MaskServiceGrpc.newBlockingStub(channel).withDeadlineAfter(2, TimeUnit.MINUTES);
  }

  /** Decoder runs so far and their nanoseconds, as Triton counts them. */
  private long[] compute() throws Exception {
    URI uri = URI.create("http://" + triton + "/v2/models/mobile_sam_decoder/stats");
    String body =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher found = INFER.matcher(body);
    if (!found.find()) {
      throw new IllegalStateException("Triton's statistics hold no compute_infer: " + body);
    }
    return new long[] {Long.parseLong(found.group(1)), Long.parseLong(found.group(2))};
  }

  private static double median(List<Map<String, Double>> parts, String name) {
    return quantile(parts.stream().mapToDouble(p -> p.getOrDefault(name, 0.0)).toArray(), 0.5);
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))];
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
