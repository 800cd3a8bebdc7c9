package dev.chatbrush.agent;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.chatbrush.triton.testing.FakeTriton;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** A fake Triton and a fake language model for the running service; {@code llm=true} sets it up. */
public final class FakeServers implements QuarkusTestResourceLifecycleManager {
  private static FakeTriton triton;
  private static WireMockServer llm;
  private static int grpcPort;

  private boolean withLlm;

  @Override
  public void init(Map<String, String> arguments) {
    withLlm = Boolean.parseBoolean(arguments.get("llm"));
  }

  @Override
  public Map<String, String> start() {
    triton = FakeTriton.start();
    FakeTools.erase(triton, "eraser", 10);
    FakeTools.transform(triton, "looks", 10);
    llm = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    llm.start();
    grpcPort = freePort();
    Map<String, String> settings = new HashMap<>();
    settings.put("chatbrush.triton.target", triton.address());
    settings.put("chatbrush.triton.refresh", "PT0.2S");
    settings.put("quarkus.grpc.server.test-port", String.valueOf(grpcPort));
    if (withLlm) {
      settings.put("chatbrush.llm.url", llm.baseUrl() + "/v1");
      settings.put("chatbrush.llm.model", "test-model");
      settings.put("chatbrush.llm.timeout", "PT1S");
    }
    return settings;
  }

  @Override
  public void stop() {
    llm.stop();
    triton.close();
  }

  public static FakeTriton triton() {
    return triton;
  }

  public static WireMockServer llm() {
    return llm;
  }

  public static int grpcPort() {
    return grpcPort;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
