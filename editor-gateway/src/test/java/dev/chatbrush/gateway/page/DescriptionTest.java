package dev.chatbrush.gateway.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The description says how calls fail, and what JSON has to hold. */
@QuarkusTest
class DescriptionTest extends GatewayTest {

  private static JsonPath description() {
    return given().queryParam("format", "json").get("/q/openapi").jsonPath();
  }

  @Test
  void everyOperationSaysHowItFails() {
    Map<String, Map<String, Map<String, Object>>> paths = description().getMap("paths");
    List<String> silent = new ArrayList<>();
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) -> {
                  Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
                  if (!responses.keySet().containsAll(List.of("400", "404", "429", "500"))) {
                    silent.add(method + " " + path);
                  }
                }));

    assertThat(silent).isEmpty();
    assertThat(
            description()
                .getString(
                    "components.responses.Problem412.content.'application/problem+json'.schema"
                        + ".'$ref'"))
        .isEqualTo("#/components/schemas/Problem");
  }

  @Test
  void whatIsToldIsWholeAndWhatIsHeardMayHaveGaps() {
    JsonPath schemas = description().setRootPath("components.schemas");

    assertThat(schemas.getList("Session.required", String.class))
        .contains("id", "version", "selection", "activeEdit");
    assertThat(schemas.getList("ToolOption.required", String.class)).isNullOrEmpty();
    assertThat(schemas.getList("StepEvent.required", String.class))
        .contains("model")
        .doesNotContain("note");
    assertThat(schemas.getList("MessageRequest.required", String.class)).containsExactly("text");
    assertThat(schemas.getBoolean("MessageRequest.additionalProperties")).isFalse();
    assertThat(schemas.getList("Selection.properties.candidate.type", String.class))
        .containsExactly("integer", "null");
    assertThat(schemas.getString("PlanStep.properties.tool.pattern"))
        .isEqualTo("^([a-z0-9_]{1,64})$");
  }

  @Test
  void anUploadNeedsItsPicture() {
    assertThat(
            description()
                .getList(
                    "paths.'/api/sessions'.post.requestBody.content.'multipart/form-data'.schema"
                        + ".required",
                    String.class))
        .containsExactly("image");
  }
}
