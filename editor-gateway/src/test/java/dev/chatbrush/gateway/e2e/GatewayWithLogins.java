package dev.chatbrush.gateway.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A gateway beside the stack's, with the same services and a folder of its own, with logins. */
final class GatewayWithLogins implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> SCOPES = List.of("read", "edit");

  private final Process process;
  private final String url;
  private final Path adminKey;
  private final HttpClient http = HttpClient.newHttpClient();

  /** A key as it is told once. */
  record Key(String id, String secret) {}

  private GatewayWithLogins(Process process, String url, Path adminKey) {
    this.process = process;
    this.url = url;
    this.adminKey = adminKey;
  }

  /** Starts it as the stack's gateway was started, but for what must be its own. */
  static GatewayWithLogins start(Path folder) throws IOException {
    int port = freePort();
    Path adminKey = folder.resolve("admin-key");
    Map<String, Object> own =
        Map.of(
            "quarkus.http.port",
            port,
            "quarkus.management.port",
            freePort(),
            "quarkus.http.body.uploads-directory",
            folder.resolve("uploads"),
            "chatbrush.storage.folder",
            folder.resolve("blobs"),
            "chatbrush.storage.h2.file",
            folder.resolve("h2/chatbrush"),
            "chatbrush.login.admin-key-file",
            adminKey,
            "chatbrush.login.remember",
            "1s",
            "chatbrush.login.required",
            true);
    List<String> command = new ArrayList<>(Stack.gatewayCommand());
    command.removeIf(word -> own.keySet().stream().anyMatch(key -> word.startsWith("-D" + key)));
    own.forEach((key, value) -> command.add(1, "-D" + key + "=" + value));
    Path log = Files.createDirectories(Path.of("target/e2e")).resolve("gateway-with-logins.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    GatewayWithLogins gateway =
        new GatewayWithLogins(process, "http://127.0.0.1:" + port, adminKey);
    gateway.await();
    return gateway;
  }

  String url() {
    return url;
  }

  Key key(String owner) throws IOException {
    JsonNode wanted =
        new ObjectMapper().valueToTree(Map.of("name", "e2e", "owner", owner, "scopes", SCOPES));
    JsonNode made = call("POST", "/api/keys", wanted.toString());
    return new Key(made.get("id").asText(), made.get("secret").asText());
  }

  void revoke(String key) throws IOException {
    call("DELETE", "/api/keys/" + key, "");
  }

  @Override
  public void close() {
    process.destroy();
  }

  private JsonNode call(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + Files.readString(adminKey).strip())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var reply = http.send(request, BodyHandlers.ofString());
      if (reply.statusCode() >= 300) {
        throw new IllegalStateException(
            "%s %s answered %d: %s".formatted(method, path, reply.statusCode(), reply.body()));
      }
      return new ObjectMapper().readTree(reply.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while calling " + path, e);
    }
  }

  private void await() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException(
            "no gateway with logins: see target/e2e/gateway-with-logins.log");
      }
    }
  }

  private boolean answers() throws IOException {
    try {
      Thread.sleep(200);
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/login")).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (java.net.ConnectException e) {
      return false; // it is still starting
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a gateway starts", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }
}
