package dev.chatbrush.agent;

import dev.chatbrush.agent.llm.ScriptedLlm;
import dev.chatbrush.triton.testing.FakeTriton;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** A fake Triton and a fake language model for the running service; {@code llm=true} sets it up. */
public final class FakeServers implements QuarkusTestResourceLifecycleManager {
  /** Of one owner. */
  public static final int LLM_CALLS = 20;

  private static FakeTriton triton;
  private static ScriptedLlm llm;
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
    llm = new ScriptedLlm();
    grpcPort = freePort();
    Map<String, String> settings = new HashMap<>();
    settings.put("chatbrush.triton.target", triton.address());
    settings.put("chatbrush.triton.refresh", "PT0.2S");
    settings.put("quarkus.grpc.server.test-port", String.valueOf(grpcPort));
    if (withLlm) {
      settings.put("chatbrush.llm.url", llm.url());
      settings.put("chatbrush.llm.model", "test-model");
      settings.put("chatbrush.llm.planner", "llm");
      settings.put("chatbrush.llm.budget.calls", String.valueOf(LLM_CALLS));
      settings.put("chatbrush.llm.budget.tokens", "0");
    }
    return settings;
  }

  @Override
  public void stop() {
    llm.close();
    triton.close();
  }

  public static FakeTriton triton() {
    return triton;
  }

  public static ScriptedLlm llm() {
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
