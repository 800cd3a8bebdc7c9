package dev.chatbrush.gateway.mcp;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/**
 * A client of the Model Context Protocol 2025-03-26 over streamable HTTP, as small as it can be.
 */
final class McpCaller {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String secret;
  private final String connection;
  private int lastId;

  McpCaller() {
    this(null);
  }

  /** Of whoever has that key. */
  McpCaller(String secret) {
    this.secret = secret;
    Map<String, Object> hello =
        Map.of(
            "protocolVersion",
            "2025-03-26",
            "capabilities",
            Map.of(),
            "clientInfo",
            Map.of("name", "test", "version", "1"));
    Response reply = post(begun(), request("initialize", hello));
    connection = reply.header("Mcp-Session-Id");
    post(connected(), Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
  }

  private RequestSpecification begun() {
    return secret == null ? given() : given().header("Authorization", "Bearer " + secret);
  }

  private RequestSpecification connected() {
    return begun().header("Mcp-Session-Id", connection);
  }

  private Map<String, Object> request(String method, Map<String, Object> parameters) {
    lastId++;
    return Map.of("jsonrpc", "2.0", "id", lastId, "method", method, "params", parameters);
  }

  private static Response post(RequestSpecification call, Object body) {
    return call.contentType(ContentType.JSON)
        .accept("application/json, text/event-stream")
        .body(body)
        .post("/mcp");
  }

  /** The answer's {@code result}. */
  JsonNode call(String method, Map<String, Object> parameters) {
    Response reply = post(connected(), request(method, parameters));
    String text = reply.asString();
    try {
      for (String line : text.split("\n")) {
        String json = line.startsWith("data:") ? line.substring(5) : line;
        if (json.contains("\"id\":" + lastId)) {
          return JSON.readTree(json).get("result");
        }
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
    throw new AssertionError("no answer to %s: %d %s".formatted(method, reply.statusCode(), text));
  }

  /** A tool's answer. */
  JsonNode tool(String name, Map<String, Object> arguments) {
    return call("tools/call", Map.of("name", name, "arguments", arguments));
  }

  /** The object that a tool answers as text. */
  JsonNode object(String name, Map<String, Object> arguments) {
    String text = tool(name, arguments).get("content").get(0).get("text").asText();
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(name + " answered " + text, e);
    }
  }
}
