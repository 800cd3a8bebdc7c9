package dev.chatbrush.triton.testing;

import com.google.protobuf.TextFormat;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import dev.chatbrush.triton.grpc.wire.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A server that speaks Triton's protocol on a real socket of this machine and does what a test
 * tells it. Thread-safe.
 *
 * <pre>{@code
 * try (FakeTriton triton = FakeTriton.start();
 *     InferenceClient client = triton.connect()) {
 *   triton.model("invert").behaves(call -> call.reply(inverted(call.request())));
 *   …
 * }
 * }</pre>
 */
public final class FakeTriton implements AutoCloseable {
  private final FakeRepository repository = new FakeRepository();
  private final FakeServer server;

  private FakeTriton(FakeTls tls) {
    this.server = new FakeServer(repository, tls);
    server.start();
  }

  /** Starts on a free port, in plain text. */
  public static FakeTriton start() {
    return new FakeTriton(null);
  }

  /** Starts on a free port with TLS. */
  public static FakeTriton start(FakeTls tls) {
    return new FakeTriton(tls);
  }

  /** {@code 127.0.0.1:port}; stays the same over {@link #restart()}. */
  public String address() {
    return "127.0.0.1:" + server.port();
  }

  /** A new client of this server, in plain text and with the defaults. Close it. */
  public InferenceClient connect() {
    return GrpcInferenceClient.connect(ClientConfig.of(address()));
  }

  /** The model of that name; it comes into being, ready and echoing, when it is not there yet. */
  public FakeModel model(String name) {
    return repository.model(name);
  }

  /**
   * Models as the {@code config.pbtxt} of folders of a Triton repository say; of what only the
   * server reads nothing is looked at.
   *
   * @throws IOException for a file that is not there or not in protobuf's text format
   */
  public void serve(Path repositoryFolder, String... names) throws IOException {
    for (String name : names) {
      ModelConfig.Builder config = ModelConfig.newBuilder();
      String text = Files.readString(repositoryFolder.resolve(name).resolve("config.pbtxt"));
      TextFormat.Parser.newBuilder().setAllowUnknownFields(true).build().merge(text, config);
      model(name).configured(config.build());
    }
  }

  /** Takes a model out of the repository. */
  public void remove(String name) {
    repository.remove(name);
  }

  /** What the server says about its own readiness; default is ready. */
  public void ready(boolean ready) {
    server.control().ready(ready);
  }

  /** Every inference request waits that long before its model sees it; default is zero. */
  public void latency(Duration latency) {
    server.inference().latency(latency);
  }

  /** How many connections are open. */
  public int connections() {
    return server.connections().count();
  }

  /** Resets every connection and takes no new ones. */
  public void stop() {
    server.stop();
  }

  /** Listens again, on the same port, after {@link #stop()}; models stay. */
  public void restart() {
    server.stop();
    server.start();
  }

  @Override
  public void close() {
    server.close();
  }
}
