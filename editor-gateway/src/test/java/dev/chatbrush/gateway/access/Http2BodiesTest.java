package dev.chatbrush.gateway.access;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in HTTP/2 are read as those of {@link FormsTest}. */
@QuarkusTest
class Http2BodiesTest extends GatewayTest {
  private static final String PART = "Content-Disposition: form-data; name=\"image\"; ";

  private final HttpClient client = HttpClient.newHttpClient();

  private record Reply(int status, JsonNode body) {}

  /** The connection changes with a call that has no body. */
  @BeforeEach
  void change() throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(root.resolve("/api/status")).build(), ofString());
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> reply = client.send(request.build(), ofString());
    assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
    return new Reply(reply.statusCode(), new ObjectMapper().readTree(reply.body()));
  }

  private Reply form(String head, byte[] content) throws IOException, InterruptedException {
    return form(part(head, content));
  }

  private Reply form(byte[] parts) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(root.resolve("/api/sessions"))
            .header("Content-Type", "multipart/form-data; boundary=x7")
            .POST(BodyPublishers.ofByteArrays(List.of(parts, utf8("--x7--\r\n")))));
  }

  private static byte[] part(String head, byte[] content) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(utf8("--x7\r\n" + head + "\r\n\r\n"));
    part.writeBytes(content);
    part.writeBytes(utf8("\r\n"));
    return part.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static void refused(Reply reply, int status, String code, String detail) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body().get("code").asText()).isEqualTo(code);
    assertThat(reply.body().get("detail").asText()).contains(detail);
  }

  @Test
  void keepsTheNameOfAFile() throws IOException, InterruptedException {
    Reply reply = form(PART + "filename=\"a=b, c: d; e (1).png\"", Images.png(48, 32, 7));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body().get("name").asText()).isEqualTo("a=b, c: d; e (1).png");
  }

  /** More than HTTP/2 lets come at once, and than the disk takes at once. */
  @Test
  void takesALargeForm() throws IOException, InterruptedException {
    byte[] noise = new byte[8 << 20];
    new Random(7).nextBytes(noise);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(part(PART + "filename=\"cat.png\"", Images.png(48, 32, 7)));
    body.writeBytes(part("Content-Disposition: form-data; name=\"b\"; filename=\"b\"", noise));
    body.writeBytes(part("Content-Disposition: form-data; name=\"c\"; filename=\"c\"", noise));

    for (int i = 0; i < 3; i++) {
      assertThat(form(body.toByteArray()).status()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"base64", "Quoted-Printable", "x-own"})
  void takesFilesOnlyAsTheyAre(String encoding) throws IOException, InterruptedException {
    refused(
        form(
            PART + "filename=\"cat.png\"\r\nContent-Transfer-Encoding: " + encoding,
            Images.png(48, 32, 7)),
        400,
        "REQUEST_INVALID",
        "without a Content-Transfer-Encoding");
  }

  @Test
  void boundsAFormsParts() throws IOException, InterruptedException {
    byte[] many = utf8(new String(part(PART + "filename=\"a\"", utf8("x")), UTF_8).repeat(17));
    refused(form(many), 400, "REQUEST_INVALID", "16 parts");
    refused(
        form("Content-Disposition: form-data; name=\"note\"", new byte[70_000]),
        413,
        "BODY_TOO_LARGE",
        "64 KB");
    refused(form("X: " + "y".repeat(200_000), utf8("x")), 400, "REQUEST_INVALID", "headers");
  }

  @Test
  void readsJson() throws IOException, InterruptedException {
    String id = newSession(64, 48);
    HttpRequest.Builder selection =
        HttpRequest.newBuilder(root.resolve("/api/sessions/" + id + "/selection"))
            .header("Content-Type", "application/json");

    assertThat(
            send(selection.PUT(BodyPublishers.ofString("{\"points\":[{\"x\":20,\"y\":20}]}")))
                .status())
        .isEqualTo(200);
    refused(send(selection.PUT(BodyPublishers.ofString("{"))), 400, "JSON_INVALID", "JSON");
    assertThat(send(selection.PUT(BodyPublishers.noBody())).status()).isEqualTo(422);
  }

  @Test
  void readsNothing() throws IOException, InterruptedException {
    String id = newSession(64, 48);

    Reply undone =
        send(
            HttpRequest.newBuilder(root.resolve("/api/sessions/" + id + "/undo"))
                .POST(BodyPublishers.noBody()));

    assertThat(undone.body().get("code").asText()).isEqualTo("NOTHING_TO_UNDO");
  }
}
