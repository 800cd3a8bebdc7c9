package dev.chatbrush.gateway.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind an ingress all connections have one address; people have the one that it forwards. */
@QuarkusTest
@TestProfile(ProxiedTest.Proxied.class)
class ProxiedTest extends GatewayTest {
  /** As Kubernetes' manifests set it, with few places. */
  public static class Proxied implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.http.proxy.proxy-address-forwarding", "true",
          "chatbrush.access.body.patience", "60s",
          "chatbrush.access.body.unfinished-per-client", "1",
          "chatbrush.access.connection.per-client", "1");
    }
  }

  @BeforeEach
  void first() {
    given().get("/api/status").then().statusCode(200);
  }

  private RawHttp upload(String from) throws IOException {
    return new RawHttp(root, "127.0.0.2")
        .send(
            "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: %s\r\nX-Forwarded-Proto: https\r\nOrigin: https://localhost\r\nContent-Type: image/png\r\nContent-Length: 9\r\n\r\na"
                .formatted(from));
  }

  @Test
  void countsPeopleByTheAddressThatIsForwarded() throws IOException {
    try (RawHttp first = upload("203.0.113.1")) {
      assertThat(first.reply(Duration.ofSeconds(1))).isEmpty(); // more is waited for
      try (RawHttp same = upload("203.0.113.1");
          RawHttp other = upload("203.0.113.2")) {
        assertThat(same.reply()).startsWith("HTTP/1.1 429").contains("TOO_MANY_REQUESTS");
        assertThat(other.send("12345678").reply(Duration.ofSeconds(4))).startsWith("HTTP/1.1 415");
      }
    }
  }
}
