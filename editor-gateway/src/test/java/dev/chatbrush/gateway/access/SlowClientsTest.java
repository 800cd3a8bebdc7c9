package dev.chatbrush.gateway.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.RawHttp;
import dev.chatbrush.testing.LogLines;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SlowClientsTest.Impatient.class)
class SlowClientsTest extends GatewayTest {
  private static final String UPLOADS = "target/slow-clients";
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

  /** Short times, few places. */
  public static class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.http.body.uploads-directory", UPLOADS,
          "chatbrush.access.body.patience", "1s",
          "chatbrush.access.body.unfinished-per-client", "4",
          "chatbrush.access.body.memory", "3M",
          "chatbrush.access.connection.header-timeout", "1s",
          "chatbrush.access.connection.per-client", "40");
    }
  }

  @BeforeEach
  void first() {
    given().get("/api/status").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/status HTTP/1.1\r\nHos",
        "POST /api/sessions"
            + HOST
            + "Content-Type: multipart/form-data; boundary=x\r\n"
            + "Content-Length: 1000000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\nabc",
        "PUT /api/sessions/x/selection"
            + HOST
            + "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"points\":",
        "PUT /api/sessions/x/selection/mask.png"
            + HOST
            + "Content-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
        "POST /mcp" + HOST + "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"
      })
  void cutsWhoSendsTooSlowly(String beginning) throws IOException {
    try (RawHttp client = new RawHttp(root, "127.0.0.2")) {
      String reply = client.send(beginning).reply(Duration.ofSeconds(8));

      assertThat(reply).startsWith("HTTP/1.1 408").contains("REQUEST_TOO_SLOW");
    }
  }

  /** In HTTP/2 a body needs neither a type nor a length. */
  @Test
  void cutsWhoSendsTooSlowlyInHttp2WithoutSayingWhat() throws IOException {
    String mask = "/api/sessions/" + newSession(64, 48) + "/selection/mask.png";
    String headers =
        literal(":method", "PUT")
            + literal(":scheme", "http")
            + literal(":path", mask)
            + literal(":authority", "localhost");
    try (RawHttp client = new RawHttp(root, "127.0.0.2")) {
      client.send(
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, "") + frame(1, 4, 1, headers));

      assertThat(client.reply(Duration.ofSeconds(8))).contains("REQUEST_TOO_SLOW");
    }
  }

  /** RFC 9113, 4.1. */
  private static String frame(int type, int flags, int stream, String content) {
    return "\0\0"
        + (char) content.length()
        + (char) type
        + (char) flags
        + "\0\0\0"
        + (char) stream
        + content;
  }

  /** A field that is not indexed, without Huffman's code (RFC 7541, 6.2.2). */
  private static String literal(String name, String value) {
    return "\0" + (char) name.length() + name + (char) value.length() + value;
  }

  @Test
  void answersAFormThatHasNoEnd() throws IOException {
    String form =
        "--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\nabc\r\n";
    try (RawHttp client = new RawHttp(root, "127.0.0.2")) {
      client.send(RawHttp.post("/api/sessions", "multipart/form-data; boundary=x", form));

      assertThat(client.reply(Duration.ofSeconds(8)))
          .startsWith("HTTP/1.1 400")
          .contains("last boundary");
    }
  }

  @Test
  void letsOneAddressSendAFewBodiesAtATimeAndOthersToo() throws IOException {
    String slow =
        "POST /api/sessions" + HOST + "Content-Type: image/png\r\nContent-Length: 9\r\n\r\na";
    List<RawHttp> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(new RawHttp(root, "127.0.0.3").send(slow));
    }
    pause(200);

    try (RawHttp fifth = new RawHttp(root, "127.0.0.3");
        RawHttp other = new RawHttp(root, "127.0.0.4")) {
      assertThat(fifth.send(slow).reply()).startsWith("HTTP/1.1 429").contains("TOO_MANY_REQUESTS");
      assertThat(other.send(RawHttp.post("/api/sessions", "image/png", "a")).reply())
          .startsWith("HTTP/1.1 415");
    }
    for (RawHttp client : clients) {
      client.close();
    }
  }

  @Test
  void letsOneAddressHaveAFewConnections() throws IOException {
    List<RawHttp> clients = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      RawHttp client = new RawHttp(root, "127.0.0.5");
      clients.add(client.send("GET /api/status" + HOST + "\r\n"));
    }
    pause(1000); // all have been counted

    try (RawHttp oneMore = new RawHttp(root, "127.0.0.5")) {
      assertThat(oneMore.reply()).startsWith("HTTP/1.1 429").contains("TOO_MANY_REQUESTS");
    }
    for (RawHttp client : clients) {
      client.close();
    }
  }

  @Test
  void letsIdleStreamsAndConnectionsBe() throws IOException {
    String session = newSession(64, 48);
    try (RawHttp events = new RawHttp(root, "127.0.0.6");
        RawHttp idle = new RawHttp(root, "127.0.0.6")) {
      events.send(
          "GET /api/sessions/" + session + "/events" + HOST + "Accept: text/event-stream\r\n\r\n");
      String get = "GET /api/status" + HOST + "\r\n";
      assertThat(idle.send(get).reply(Duration.ofSeconds(4))).startsWith("HTTP/1.1 200");

      given().post("/api/sessions/{id}/reset", session);
      selectSomething(session);

      assertThat(events.reply(Duration.ofMillis(500))).contains("event:selection");
      assertThat(idle.send(get).reply(Duration.ofSeconds(1))).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void keepsFewBytesOfBodiesInMemory() throws IOException {
    String half =
        "PUT /api/sessions/x/selection/mask.png"
            + HOST
            + "Content-Type: image/png\r\nContent-Length: 2000001\r\n\r\n"
            + "a".repeat(2_000_000);
    try (RawHttp first = new RawHttp(root, "127.0.0.7");
        RawHttp second = new RawHttp(root, "127.0.0.8")) {
      first.send(half);
      pause(300);

      assertThat(second.send(half).reply(Duration.ofSeconds(6)))
          .startsWith("HTTP/1.1 429")
          .contains("OVERLOADED");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/sessions"
            + HOST
            + "Content-Type: multipart/form-data; boundary=x\r\n"
            + "Content-Length: 999\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\nabc",
        "POST /api/sessions"
            + HOST
            + "Content-Type: multipart/form-data; boundary=x\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n3\r\n--x",
        "PUT /api/sessions/SESSION/selection"
            + HOST
            + "Content-Type: application/json\r\nContent-Length: 999\r\n\r\n{",
        "GET /api/sessions/SESSION/revisions/1/image?format=png" + HOST + "\r\n",
        "GET /api/sessions/SESSION/events" + HOST + "Accept: text/event-stream\r\n\r\n"
      })
  void doesNotBlameItselfWhenAClientGoes(String request) throws IOException {
    String session = newSession(1500, 1500);
    Set<Path> before = uploads();
    try (LogLines lines = LogLines.of("")) {
      RawHttp leaves = new RawHttp(root, "127.0.0.9");
      leaves.send(request.replace("SESSION", session));
      RawHttp breaks = new RawHttp(root, "127.0.0.9");
      breaks.send(request.replace("SESSION", session));
      pause(500);
      leaves.close();
      breaks.reset();
      selectSomething(session); // which writes to a stream
      pause(1500);

      assertThat(lines.lines()).noneMatch(line -> line.matches("(?s).*(ERROR|WARN|Exception).*"));
    }
    assertThat(before).containsAll(uploads());
  }

  private static Set<Path> uploads() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(UPLOADS))) {
      return files.collect(Collectors.toSet());
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
