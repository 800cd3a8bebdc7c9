import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenAI-compatible server that answers the same tool call at once. */
final class FakeLlm implements AutoCloseable {
  private static final byte[] ANSWER =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"fake","choices":[{"index":0,
       "finish_reason":"tool_calls","message":{"role":"assistant","content":null,"tool_calls":[
        {"id":"call_1","type":"function","function":{"name":"image_transform",
         "arguments":"{\\"prompt\\":\\"make it winter\\"}"}}]}}],
       "usage":{"prompt_tokens":400,"completion_tokens":20,"total_tokens":420}}"""
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  FakeLlm() throws IOException {
    // Without it the JDK's server waits 40 ms for an acknowledgement between head and body.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, ANSWER.length);
          exchange.getResponseBody().write(ANSWER);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
