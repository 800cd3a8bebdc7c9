import dev.chatbrush.agent.api.Agent;
import dev.chatbrush.contracts.picture.StatusRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged agent-service as a process of its own, with the launcher's memory options. */
final class Service implements AutoCloseable {
  private final Process process;
  private final int port = freePort();

  Service(String jar, List<String> settings) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("java", "-Xmx1g", "-XX:MaxDirectMemorySize=1g"));
    command.addAll(settings);
    command.add("-Dquarkus.grpc.server.port=" + port);
    command.add("-Dquarkus.http.port=" + freePort());
    command.addAll(List.of("-jar", jar));
    process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    awaitReady();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  double residentMebibytes() throws Exception {
    Thread.sleep(3000); // at rest
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("\\D+", "")) / 1024;
      }
    }
    throw new IOException("no VmRSS of process " + process.pid());
  }

  private void awaitReady() throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!isReady()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IOException("agent-service did not become ready; is it packaged?");
      }
      Thread.sleep(200);
    }
  }

  private boolean isReady() {
    try (Agent agent = new Agent(address())) {
      return agent.stub().status(StatusRequest.getDefaultInstance()).getEngineReady();
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
