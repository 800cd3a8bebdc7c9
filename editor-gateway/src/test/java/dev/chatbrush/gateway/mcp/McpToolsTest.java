package dev.chatbrush.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.imaging.codec.ImageDecoder;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class McpToolsTest extends GatewayTest {
  private String open(McpCaller agent) {
    String image = Base64.getEncoder().encodeToString(Images.png(64, 48, 7));
    return agent.object("open_picture", Map.of("image", image)).get("session").asText();
  }

  private static Map<String, Object> middle(String session) {
    return Map.of("session", session, "include", List.of(Map.of("x", 20, "y", 20)));
  }

  private static String error(JsonNode reply) {
    assertThat(reply.get("isError").asBoolean()).isTrue();
    return reply.get("content").get(0).get("text").asText();
  }

  @Test
  void describesItsTools() {
    JsonNode tools = new McpCaller().call("tools/list", Map.of()).get("tools");

    assertThat(tools)
        .extracting(tool -> tool.get("name").asText())
        .containsExactlyInAnyOrder(
            "open_picture",
            "get_picture",
            "select_points",
            "select_box",
            "select_subject",
            "select_named",
            "edit",
            "undo",
            "redo",
            "reset",
            "list_tools");
    for (JsonNode tool : tools) {
      assertThat(tool.get("description").asText()).hasSizeGreaterThan(15);
      tool.get("inputSchema")
          .get("properties")
          .forEach(argument -> assertThat(argument.get("description").asText()).isNotBlank());
    }
  }

  @Test
  void opensSelectsEditsAndGivesThePicture() {
    McpCaller caller = new McpCaller();
    String session = open(caller);

    assertThat(caller.object("select_points", middle(session)).get("area").asInt()).isEqualTo(64);
    JsonNode edited =
        caller.object("edit", Map.of("session", session, "instruction", "object_erase@"));
    JsonNode picture = caller.tool("get_picture", Map.of("session", session)).get("content").get(0);

    assertThat(edited.get("outcome").asText()).isEqualTo("completed");
    assertThat(edited.get("revision").asInt()).isEqualTo(2);
    assertThat(edited.get("width").asInt()).isEqualTo(64);
    assertThat(picture.get("mimeType").asText()).isEqualTo("image/png");
    byte[] file = Base64.getDecoder().decode(picture.get("data").asText());
    assertThat(ImageDecoder.decode(file).width()).isEqualTo(64);
    session(session).body("head", org.hamcrest.Matchers.equalTo(2));
  }

  @Test
  void movesThroughTheHistory() {
    McpCaller caller = new McpCaller();
    String session = open(caller);
    caller.object("edit", Map.of("session", session, "instruction", "winter"));

    Map<String, Object> here = Map.of("session", session);
    assertThat(caller.object("undo", here).get("revision").asInt()).isEqualTo(1);
    assertThat(caller.object("redo", here).get("revision").asInt()).isEqualTo(2);
    assertThat(caller.object("reset", here).get("canRedo").asBoolean()).isTrue();
    assertThat(caller.object("undo", here).get("revision").asInt()).isEqualTo(2);
    assertThat(caller.object("undo", here).get("revision").asInt()).isEqualTo(1);
    assertThat(error(caller.tool("undo", here))).startsWith("NOTHING_TO_UNDO: ");
  }

  @Test
  void saysWhatIsWrong() {
    McpCaller caller = new McpCaller();
    String session = open(caller);

    assertThat(error(caller.tool("open_picture", Map.of("image", "not base64!"))))
        .startsWith("IMAGE_");
    assertThat(error(caller.tool("edit", Map.of("session", session, "instruction", " "))))
        .startsWith("VALIDATION_FAILED: ");
    assertThat(error(caller.tool("edit", Map.of("session", session, "instruction", "erase@"))))
        .startsWith("MASK_EMPTY: ");
    assertThat(
            error(
                caller.tool(
                    "select_points",
                    Map.of("session", session, "include", List.of(Map.of("x", 99, "y", 1))))))
        .startsWith("SELECTION_OUTSIDE: ");
    assertThat(error(caller.tool("undo", Map.of("session", "somebody-elses"))))
        .startsWith("SESSION_NOT_FOUND: ");
    assertThat(error(caller.tool("get_picture", Map.of("session", session, "format", "gif"))))
        .startsWith("VALIDATION_FAILED: ");
  }

  @Test
  void passesAQuestionOn() {
    McpCaller caller = new McpCaller();
    String session = open(caller);

    JsonNode asked =
        caller.object("edit", Map.of("session", session, "instruction", "ask which one?"));

    assertThat(asked.get("outcome").asText()).isEqualTo("question");
    assertThat(asked.get("message").asText()).isEqualTo("which one?");
  }
}
