import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
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

/** Reads "bytes concurrent seconds" lines, calls the echo model so long, writes lines of JSON. */
public final class ClientBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  public static void main(String[] arguments) throws Exception {
    try (InferenceClient client = GrpcInferenceClient.connect(ClientConfig.of(arguments[0]));
        Scanner lines = new Scanner(System.in)) {
      while (lines.hasNext()) {
        System.out.println(run(client, lines.nextInt(), lines.nextInt(), lines.nextDouble()));
      }
    }
  }

  private static String run(InferenceClient client, int size, int concurrent, double seconds)
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
      loops.add(() -> loop(client, data, end));
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

  private static List<Long> loop(InferenceClient client, byte[] data, long end) {
    List<Long> times = new ArrayList<>();
    while (System.nanoTime() < end) {
      long begin = System.nanoTime();
      InferRequest request =
          InferRequest.to("echo_bytes")
              .input(Tensor.ofUint8("x", data, data.length))
              .timeout(Duration.ofSeconds(60))
              .build();
      ByteBuffer back = client.infer(request).output("x").buffer();
      if (back.get(0) != 7 || back.get(data.length - 1) != 7) {
        throw new IllegalStateException("the echo is wrong");
      }
      times.add(System.nanoTime() - begin);
    }
    return times;
  }

  /** Heap allocated by all threads that live, since they began. */
  private static long allocated() {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }
}
