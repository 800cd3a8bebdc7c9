package dev.chatbrush.gateway.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client gets wrong is answered as its own mistake, with a problem. */
@QuarkusTest
class HostileRequestsTest extends GatewayTest {
  private static final String SESSIONS = "/api/sessions";
  private static final String PLAN = "/api/sessions/01KAQ3V7M2R8X0B5T9Y4W6ZCDE/plan";
  private static final String FORM = "multipart/form-data; boundary=x";
  private static final String PART =
      "--x\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n--x--\r\n";

  /** A connection is looked at since the first request to its server. */
  @BeforeEach
  void first() {
    given().get("/api/status").then().statusCode(200);
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        get("/api/%zz", "", 400, "REQUEST_INVALID"),
        get("/x%2Cy", "", 404, "ROUTE_NOT_FOUND"),
        get("/%ff", "", 404, "ROUTE_NOT_FOUND"),
        get("/%ED%95%9C", "", 404, "ROUTE_NOT_FOUND"),
        get("http://localhost/api/status", "", 400, "PATH_REFUSED"),
        get("/api/samples/cat/image?maxSide=%zz", "", 400, "REQUEST_INVALID"),
        get("/" + "a".repeat(5000), "", 414, "URI_TOO_LONG"),
        get("/", "X: " + "a".repeat(20_000) + "\r\n", 431, "HEADERS_TOO_LARGE"),
        get("/", "Host: other\r\n", 400, "REQUEST_INVALID"),
        get("api", "", 400, "REQUEST_INVALID"),
        line("GET / HTTP/1.1\r\n\r\n", 400, "REQUEST_INVALID"),
        line("GET / HTTP/1.1\r\nHost: \r\n\r\n", 421, "HOST_REFUSED"),
        line("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "REQUEST_INVALID"),
        line("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400, "REQUEST_INVALID"),
        line("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 400, "REQUEST_INVALID"),
        line("GE(T / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "REQUEST_INVALID"),
        line("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "REQUEST_INVALID"),
        line(
            "BREW /api/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            405,
            "METHOD_NOT_ALLOWED"),
        line("\u0016\u0003\u0001\r\n\r\n", 400, "REQUEST_INVALID"),
        line(chunked("zz\r\nhello\r\n"), 400, "REQUEST_INVALID"),
        post(SESSIONS, "multipart/form-data", "--x\r\n", 400, "REQUEST_INVALID"),
        post(SESSIONS, "multipart/form-data; boundary=", "--x", 400, "REQUEST_INVALID"),
        post(SESSIONS, FORM, part("image", "a", "b").replace("--x", "--y"), 400, "REQUEST_INVALID"),
        post(SESSIONS, FORM, "--x--\r\n", 400, "REQUEST_INVALID"),
        post(SESSIONS, FORM, "", 400, "REQUEST_INVALID"),
        post(SESSIONS, FORM, part("t", null, "b".repeat(100_000)), 413, "BODY_TOO_LARGE"),
        post(SESSIONS, FORM, part("other", null, "b"), 422, "IMAGE_MISSING"),
        post(PLAN, "application/json", "{\"text\":\"a\",\"text\":\"b\"}", 400, "JSON_INVALID"),
        post(PLAN, "application/json", "{\"text\":1}", 400, "JSON_INVALID"),
        post(PLAN, "application/json", "{\"text\":\"a\"} x", 400, "JSON_INVALID"),
        post(PLAN, "application/json", "[".repeat(100_000), 400, "JSON_INVALID"),
        post(PLAN, "application/json", " ".repeat(1_100_000), 413, "BODY_TOO_LARGE"),
        post("/mcp", "application/json", "{}", 400, "REQUEST_INVALID"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!", "AAE", "AAIAAAAC"})
  void ignoresAnUpgradeThatIsNone(String settings) throws IOException {
    try (RawHttp client = new RawHttp(root, "127.0.0.1")) {
      client.send(
          "GET /api/status HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nHTTP2-Settings: %s\r\nConnection: Upgrade, HTTP2-Settings, close\r\n\r\n"
              .formatted(settings));

      assertThat(client.reply(Duration.ofSeconds(2))).startsWith("HTTP/1.1 200"); // and stays open
    }
  }

  private static Arguments line(String request, int status, String code) {
    return Arguments.of(request, status, code);
  }

  private static Arguments get(String path, String headers, int status, String code) {
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"
            .formatted(path, headers);
    return line(request, status, code);
  }

  private static Arguments post(String path, String type, String body, int status, String code) {
    return line(RawHttp.post(path, type, body), status, code);
  }

  private static String chunked(String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n%s"
        .formatted(PLAN, body);
  }

  private static String part(String name, String file, String content) {
    return PART.formatted(name, file == null ? "" : "; filename=\"%s\"".formatted(file), content);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void answersAProblem(String request, int status, String code) throws IOException {
    try (RawHttp client = new RawHttp(root, "127.0.0.1")) {
      String reply = client.send(request).reply();

      assertThat(reply)
          .startsWith("HTTP/1.1 " + status)
          .containsIgnoringCase("application/problem+json");
      assertThat(reply)
          .contains("\"code\":\"" + code + "\"")
          .containsPattern("\"traceId\":\"[0-9a-f]{32}");
    }
  }
}
