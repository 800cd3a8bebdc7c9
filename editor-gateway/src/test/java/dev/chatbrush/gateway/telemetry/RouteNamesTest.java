package dev.chatbrush.gateway.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RouteNamesTest extends GatewayTest {
  @TestHTTPResource(value = "/", management = true)
  URI management;

  @Test
  void holdNoIds() throws InterruptedException {
    String id = newSession(8, 8);
    given().get("/api/sessions/" + id).then().statusCode(200);
    given().options("/api/sessions/" + id + "/undo").then().statusCode(204);
    given().delete("/api/sessions/" + id + "/undo").then().statusCode(405);

    // A call is counted after its reply has been sent.
    String told = metrics();
    for (int i = 0; i < 100 && !told.contains("uri=\"UNROUTED\""); i++) {
      Thread.sleep(50);
      told = metrics();
    }
    assertThat(told).contains("uri=\"/api/sessions/{id}\"", "uri=\"UNROUTED\"").doesNotContain(id);
  }

  private String metrics() {
    return given().get(management.resolve("/q/metrics")).asString();
  }
}
