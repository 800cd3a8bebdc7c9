package dev.chatbrush.mask.api;

import dev.chatbrush.triton.testing.FakeTriton;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** A fake Triton with a segmenter, and free ports for the service. */
public final class FakeTritonResource implements QuarkusTestResourceLifecycleManager {
  private static FakeSegmenter segmenter;
  private FakeTriton triton;

  static FakeSegmenter segmenter() {
    return segmenter;
  }

  @Override
  public Map<String, String> start() {
    triton = FakeTriton.start();
    segmenter = new FakeSegmenter(triton);
    return Map.of(
        "chatbrush.triton.target",
        triton.address(),
        "chatbrush.triton.refresh",
        "200ms",
        "chatbrush.triton.decode-timeout",
        "4s",
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
    triton.close();
  }
}
