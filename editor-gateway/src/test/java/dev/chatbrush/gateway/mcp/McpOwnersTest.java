package dev.chatbrush.gateway.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatbrush.gateway.login.LoginRequired;
import dev.chatbrush.gateway.login.LoginTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tools for agents ask whose the session is, as REST does. */
@QuarkusTest
@TestProfile(LoginRequired.class)
class McpOwnersTest extends LoginTest {
  /** What each needs beside its session. */
  private static final Map<String, Object> ANYTHING =
      Map.ofEntries(
          Map.entry("instruction", "winter"),
          Map.entry("name", "cup"),
          Map.entry("include", List.of(Map.of("x", 20, "y", 20))),
          Map.entry("x0", 1),
          Map.entry("y0", 1),
          Map.entry("x1", 20),
          Map.entry("y1", 20));

  private static String open(McpCaller agent) {
    String image = Base64.getEncoder().encodeToString(Images.png(64, 48, 7));
    return agent.object("open_picture", Map.of("image", image)).get("session").asText();
  }

  private static Map<String, Object> arguments(JsonNode tool, String session) {
    Map<String, Object> arguments = new HashMap<>();
    tool.get("inputSchema")
        .get("properties")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (ANYTHING.containsKey(name)) {
                arguments.put(name, ANYTHING.get(name));
              }
            });
    arguments.put("session", session);
    return arguments;
  }

  private static String error(JsonNode reply) {
    return reply.path("isError").asBoolean()
        ? reply.get("content").get(0).get("text").asText()
        : "";
  }

  @Test
  void everyToolThatTakesASessionAsksWhoseItIs() {
    String session = open(new McpCaller(key("anna", "edit")));
    McpCaller ben = new McpCaller(key("ben", "edit"));
    McpCaller reader = new McpCaller(key("anna", "read"));
    List<String> wrong = new ArrayList<>();
    int walked = 0;

    for (JsonNode tool : ben.call("tools/list", Map.of()).get("tools")) {
      if (!tool.get("inputSchema").get("properties").has("session")) {
        continue;
      }
      walked++;
      String name = tool.get("name").asText();
      String others = error(ben.tool(name, arguments(tool, session)));
      String readers = error(reader.tool(name, arguments(tool, session)));
      boolean reading = tool.get("annotations").path("readOnlyHint").asBoolean();
      if (!others.startsWith("SESSION_NOT_FOUND")
          || !readers.startsWith(reading ? "" : "SCOPE_MISSING")
          || reading && !readers.isEmpty()) {
        wrong.add(name + ": " + others + " / " + readers);
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(walked).isEqualTo(9);
  }

  /** A connection of the protocol belongs to nobody: each message is its sender's. */
  @Test
  void anothersConnectionOpensNothing() {
    String session = open(new McpCaller(key("anna", "edit")));
    String hello =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-03-26\",\"capabilities\":{},\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}}";
    String connection =
        with(key("anna", "edit"))
            .contentType(ContentType.JSON)
            .accept("application/json, text/event-stream")
            .body(hello)
            .post("/mcp")
            .header("Mcp-Session-Id");
    String undo =
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"undo\",\"arguments\":{\"session\":\"%s\"}}}"
            .formatted(session);

    String bens =
        with(key("ben", "edit"))
            .header("Mcp-Session-Id", connection)
            .contentType(ContentType.JSON)
            .accept("application/json, text/event-stream")
            .body(undo)
            .post("/mcp")
            .asString();

    assertThat(bens).contains("SESSION_NOT_FOUND");
    given()
        .header("Mcp-Session-Id", connection)
        .contentType(ContentType.JSON)
        .body(undo)
        .post("/mcp")
        .then()
        .statusCode(401);
  }
}
