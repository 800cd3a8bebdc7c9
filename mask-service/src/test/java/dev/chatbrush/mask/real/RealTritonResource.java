package dev.chatbrush.mask.real;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Points the service at the real Triton that {@code CHATBRUSH_TRITON} names. */
public final class RealTritonResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    String target = System.getProperty("CHATBRUSH_TRITON", System.getenv("CHATBRUSH_TRITON"));
    if (target == null || target.isBlank()) {
      throw new IllegalStateException(
          "this test needs a real Triton in CHATBRUSH_TRITON (host:port); run"
              + " `./chatbrush test mask-service`, which starts one");
    }
    return Map.of(
        "chatbrush.triton.target",
        target,
        "quarkus.grpc.server.test-port",
        String.valueOf(freePort()),
        "quarkus.http.test-port",
        "0");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  @Override
  public void stop() {
    // The server is not ours.
  }
}
