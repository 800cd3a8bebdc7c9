package dev.chatbrush.gateway.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * docs/openapi.yaml is what the gateway says of itself; the page's types are generated from it.
 * {@code mvn test -Dgolden} rewrites it.
 */
@QuarkusTest
class OpenApiDocumentTest extends GatewayTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "openapi.yaml");

  @Test
  void documentIsThatOfTheGateway() throws IOException {
    String expected = given().get("/q/openapi").then().statusCode(200).extract().asString();
    if (System.getProperty("golden") != null) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(Files.readString(DOCUMENT))
        .as(
            "docs/openapi.yaml; run the tests of editor-gateway with -Dgolden to write it anew, then"
                + " npm run generate in editor-gateway/webui")
        .isEqualTo(expected);
  }
}
