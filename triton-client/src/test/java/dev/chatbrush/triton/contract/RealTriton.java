package dev.chatbrush.triton.contract;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * NVIDIA's tritonserver as a process of the test, on ports of its own, so that a test can kill it.
 * The launcher unpacks it; CHATBRUSH_TRITON_HOME names the folder with {@code triton/} and {@code
 * python/}.
 */
final class RealTriton implements ContractServer {
  static final Path CONTRACT_MODELS = Path.of("src", "test", "triton").toAbsolutePath();
  static final List<String> EXPLICIT = List.of("--model-control-mode=explicit", "--load-model=*");

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

  private final Path home = home();
  private final Path repository;
  private final List<String> options;
  private final int httpPort = freePort();
  private final int grpcPort = freePort();
  private final String sharedMemoryPrefix = "contract_" + grpcPort + "_";
  private Process process;

  private RealTriton(Path repository, List<String> options) {
    this.repository = repository;
    this.options = options;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  static RealTriton start(Path repository, List<String> options) {
    RealTriton triton = new RealTriton(repository, options);
    triton.start();
    return triton;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + grpcPort;
  }

  @Override
  public void start() {
    Path log = Path.of("target", "triton-" + grpcPort + ".log").toAbsolutePath();
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment());
      builder.environment().remove("PYTHONHOME");
      process = builder.start();
    } catch (IOException cannotStart) {
      throw new UncheckedIOException("tritonserver cannot be started", cannotStart);
    }
    Pauses.until(
        "tritonserver is ready, see " + log,
        STARTS_WITHIN,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("tritonserver ended by itself, see " + log);
          }
          return isReady();
        });
  }

  @Override
  public void kill() {
    if (process == null || !process.isAlive()) {
      return;
    }
    List<ProcessHandle> models = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    models.forEach(ProcessHandle::destroyForcibly);
    removeSharedMemory();
  }

  @Override
  public boolean crashed() {
    return !process.isAlive();
  }

  @Override
  public void close() {
    kill();
  }

  private List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("triton/bin/tritonserver").toString(),
                "--model-repository=" + repository,
                "--backend-directory=" + home.resolve("triton/backends"),
                "--disable-auto-complete-config",
                "--http-address=127.0.0.1",
                "--http-port=" + httpPort,
                "--grpc-address=127.0.0.1",
                "--grpc-port=" + grpcPort,
                "--allow-metrics=false",
                "--exit-on-error=false",
                "--backend-config=python,shm-region-prefix-name=" + sharedMemoryPrefix));
    command.addAll(options);
    return command;
  }

  private Map<String, String> environment() throws IOException {
    Path python = home.resolve("python/bin");
    return Map.of(
        "PATH", python + File.pathSeparator + System.getenv("PATH"),
        "LD_LIBRARY_PATH", home.resolve("triton/lib") + File.pathSeparator + pythonLibrary(python),
        "PYTHONPYCACHEPREFIX", Path.of("target", "pycache").toAbsolutePath().toString());
  }

  private static String pythonLibrary(Path python) throws IOException {
    Process asked =
        new ProcessBuilder(
                python.resolve("python").toString(),
                "-c",
                "import sysconfig; print(sysconfig.get_config_var('LIBDIR'))")
            .start();
    return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private boolean isReady() {
    try {
      var url = URI.create("http://127.0.0.1:" + httpPort + "/v2/health/ready").toURL();
      HttpURLConnection connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(1_000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** A killed server leaves its segments behind. */
  private void removeSharedMemory() {
    try (Stream<Path> segments = Files.list(Path.of("/dev/shm"))) {
      for (Path segment : segments.toList()) {
        if (segment.getFileName().toString().startsWith(sharedMemoryPrefix)) {
          Files.deleteIfExists(segment);
        }
      }
    } catch (IOException cannotClean) {
      throw new UncheckedIOException(cannotClean);
    }
  }

  private static Path home() {
    String named = System.getenv("CHATBRUSH_TRITON_HOME");
    Path home = named == null ? Path.of("..", ".chatbrush") : Path.of(named);
    Path absolute = home.toAbsolutePath().normalize();
    if (!Files.isExecutable(absolute.resolve("triton/bin/tritonserver"))) {
      throw new AssertionError(
          "no tritonserver in %s; run ./chatbrush test triton-client, which installs it"
              .formatted(absolute));
    }
    return absolute;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }
}
