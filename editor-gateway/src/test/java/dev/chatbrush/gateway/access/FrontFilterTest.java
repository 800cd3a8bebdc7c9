package dev.chatbrush.gateway.access;

import static io.restassured.RestAssured.given;
import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FrontFilterTest extends GatewayTest {

  /** The first line and the body that the server answers to bytes as they are. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String rawGet(String path) throws IOException {
    return raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api;v=1/status",
        "/api/status;",
        "/api%2Fstatus",
        "/api%5Cstatus",
        "/api/..;/status",
        "//api/status",
        "/api/./../api/status",
        "/static/..%2f..%2fapplication.properties",
        "/api/samples/%2e%2e"
      })
  void refusesOddPaths(String path) throws IOException {
    assertThat(rawGet(path)).startsWith("HTTP/1.1 400").contains("PATH_REFUSED");
  }

  @Test
  void refusesAForeignHost() throws IOException {
    assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421")
        .contains("HOST_REFUSED");
  }

  @Test
  void speaksHttp2() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(root.resolve("/api/status")).build();

    HttpResponse<String> reply = HttpClient.newHttpClient().send(request, ofString());

    assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(reply.statusCode()).isEqualTo(200);
  }

  /** A body that comes with the wish for HTTP/2 is read as all others; the next call may change. */
  @Test
  void readsABodyBeforeItSpeaksHttp2() throws IOException, InterruptedException {
    HttpResponse<String> reply = HttpClient.newHttpClient().send(form("x"), ofString());

    assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(reply.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "--x7--\r\n",
        "--x7\r\nX\r\n\r\na\r\n--x7--\r\n",
        "--x7\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\nb",
        "--x7\r\nContent-Disposition: form-data; name=\"image\"; filename*=a\r\n\r\nb\r\n--x7--"
      })
  void refusesABrokenFormInHttp2(String body) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    client.send(HttpRequest.newBuilder(root.resolve("/api/status")).build(), ofString());

    HttpResponse<String> reply = client.send(form(body), ofString());

    assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("REQUEST_INVALID");
  }

  private HttpRequest form(String body) {
    return HttpRequest.newBuilder(root.resolve("/api/sessions"))
        .header("Content-Type", "multipart/form-data; boundary=x7")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null"})
  void refusesChangesByOtherSites(String origin) {
    given()
        .header("Origin", origin)
        .post("/api/samples/cat/sessions")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("ORIGIN_REFUSED"));
  }

  @Test
  void letsItsOwnPageIn() {
    given()
        .header("Origin", "http://" + root.getHost() + ":" + root.getPort())
        .header("Sec-Fetch-Site", "same-origin")
        .post("/api/samples/cat/sessions")
        .then()
        .statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/status", "/api/nothing", "/nothing"})
  void sendsSecurityHeaders(String path) {
    given()
        .get(path)
        .then()
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe-inline")))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Referrer-Policy", equalTo("same-origin"))
        .header("Cross-Origin-Opener-Policy", equalTo("same-origin"))
        .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
        .header("Server-Timing", containsString("total;dur="));
  }

  @Test
  void neverLetsThePageGrowStale() {
    given().get("/").then().statusCode(200).header("Cache-Control", equalTo("no-cache"));
  }

  @Test
  void answersProblemsForUnknownAddressesAndMethods() {
    given().get("/api/nothing").then().statusCode(404).body("code", equalTo("ROUTE_NOT_FOUND"));
    given().get("/nothing").then().statusCode(404).body("code", equalTo("ROUTE_NOT_FOUND"));
    given()
        .delete("/api/status")
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .body("code", equalTo("METHOD_NOT_ALLOWED"))
        .body("instance", equalTo("/api/status"))
        .body("traceId", notNullValue());
  }

  @Test
  void answersProblemsForAddressesThatHoldEncodedWords() {
    String path = "/api/%ED%95%9C";
    var unknown = given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    unknown.body("code", equalTo("ROUTE_NOT_FOUND")).body("detail", containsString(path));

    path = "/api/samples/%ED%95%9C/image";
    var refused = given().urlEncodingEnabled(false).put(path).then().statusCode(405);
    refused.body("code", equalTo("METHOD_NOT_ALLOWED")).body("detail", containsString(path));
  }

  @Test
  void keepsTheTraceIdOfTheCaller() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    given()
        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .get("/api/nothing")
        .then()
        .body("traceId", equalTo(trace));
  }

  @Test
  void refusesALargeBodyBeforeItIsSent() throws IOException {
    String request =
        "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 90000000\r\n\r\n";

    // The answer comes at once; the connection stays open for a client that goes on sending.
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder reply = new StringBuilder();
      while (reply.indexOf("BODY_TOO_LARGE") < 0) {
        int next = socket.getInputStream().read();
        assertThat(next).as("after " + reply).isNotNegative();
        reply.append((char) next);
      }
      assertThat(reply.toString()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void readsNoFileOfTheServer() {
    URI root = this.root;
    given().baseUri(root.toString()).get("/application.properties").then().statusCode(404);
    given().get("/samples/photos.json").then().statusCode(404);
  }
}
