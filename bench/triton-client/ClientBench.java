import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import dev.chatbrush.triton.shared.RegionOffers;
import dev.chatbrush.triton.shared.SharedRegion;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads "bytes concurrent seconds" lines, calls the echo model so long, writes lines of JSON. With a
 * second argument the bytes go by shared memory, there and back.
 */
public final class ClientBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Calls the server once with the data, and fails unless its answer is the data. */
  private interface Call extends AutoCloseable {
    void echo(byte[] data);

    @Override
    default void close() {}
  }

  public static void main(String[] arguments) throws Exception {
    boolean shared = arguments.length > 1;
    try (InferenceClient client = GrpcInferenceClient.connect(ClientConfig.of(arguments[0]));
        Scanner lines = new Scanner(System.in)) {
      RegionOffers offers = new RegionOffers(client, List.of(arguments[0]), "bench");
      while (lines.hasNext()) {
        int size = lines.nextInt();
        Callable<Call> calls =
            shared
                ? () -> new InRegion(client, offers.offer(size).orElseThrow(), size)
                : () -> data -> send(client, data);
        System.out.println(run(calls, size, lines.nextInt(), lines.nextDouble()));
      }
    }
  }

  private static String run(Callable<Call> calls, int size, int concurrent, double seconds)
      throws Exception {
    byte[] data = new byte[size];
    Arrays.fill(data, (byte) 7);
    ExecutorService callers =
        Executors.newFixedThreadPool(
            concurrent,
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true); // a failure in one must end the program
              return thread;
            });
    List<Callable<List<Long>>> loops = new ArrayList<>();
    long allocatedBefore = allocated();
    long cpuBefore = SYSTEM.getProcessCpuTime();
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    for (int i = 0; i < concurrent; i++) {
      loops.add(() -> loop(calls, data, end));
    }
    List<Long> times = new ArrayList<>();
    for (Future<List<Long>> loop : callers.invokeAll(loops)) {
      times.addAll(loop.get());
    }
    double elapsed = (System.nanoTime() - begin) / 1e9;
    long allocated = allocated() - allocatedBefore;
    double cpu = (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e6 / times.size();
    callers.shutdown();
    times.sort(null);
    return String.format(
        java.util.Locale.ROOT,
        "{\"calls\": %d, \"seconds\": %f, \"p50\": %f, \"p99\": %f, \"allocated\": %d, \"cpu\": %f}",
        times.size(),
        elapsed,
        times.get(times.size() / 2) / 1e6,
        times.get(times.size() * 99 / 100) / 1e6,
        allocated / times.size(),
        cpu);
  }

  private static List<Long> loop(Callable<Call> calls, byte[] data, long end) throws Exception {
    List<Long> times = new ArrayList<>();
    try (Call call = calls.call()) {
      while (System.nanoTime() < end) {
        long begin = System.nanoTime();
        call.echo(data);
        times.add(System.nanoTime() - begin);
      }
    }
    return times;
  }

  private static void send(InferenceClient client, byte[] data) {
    InferRequest request =
        InferRequest.to("echo_bytes")
            .input(Tensor.ofUint8("x", data, data.length))
            .timeout(PATIENCE)
            .build();
    check(client.infer(request).output("x").buffer(), data.length);
  }

  private static void check(ByteBuffer back, int size) {
    if (back.get(0) != 7 || back.get(size - 1) != 7) {
      throw new IllegalStateException("the echo is wrong");
    }
  }

  /** Calls by way of one region, which the answer is written over. */
  private static final class InRegion implements Call {
    private final InferenceClient client;
    private final SharedRegion region;
    private final ByteBuffer memory;

    InRegion(InferenceClient client, SharedRegion region, int size) {
      this.client = client;
      this.region = region;
      this.memory = region.slice(0, size);
    }

    @Override
    public void echo(byte[] data) {
      memory.put(0, data);
      Tensor tensor = region.tensor("x", DataType.UINT8, Shape.of(data.length), 0);
      InferRequest request =
          InferRequest.to("echo_bytes")
              .input(tensor, region.place(tensor, 0))
              .outputs("x")
              .inPlace("x")
              .timeout(PATIENCE)
              .build();
      if (client.infer(request).placed().isEmpty()) {
        throw new IllegalStateException("the answer was sent");
      }
      check(memory, data.length);
    }

    @Override
    public void close() {
      region.close();
    }
  }

  /** Heap allocated by all threads that live, since they began. */
  private static long allocated() {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }
}
