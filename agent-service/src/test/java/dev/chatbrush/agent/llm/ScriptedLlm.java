package dev.chatbrush.agent.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An OpenAI-compatible server over real HTTP that answers what a test tells it. */
public final class ScriptedLlm implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  public ScriptedLlm() {
    server.start();
  }

  /** For {@code chatbrush.llm.url}. */
  public String url() {
    return server.baseUrl() + "/v1";
  }

  /** From now on; forgets what was asked before. */
  public void answer(ResponseDefinitionBuilder response) {
    reset();
    server.stubFor(post(anyUrl()).willReturn(response));
  }

  /** First this, then that, which stays. */
  public void answer(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
    reset();
    server.stubFor(
        post(anyUrl())
            .inScenario("two")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("second")
            .willReturn(first));
    server.stubFor(post(anyUrl()).inScenario("two").whenScenarioStateIs("second").willReturn(then));
  }

  public void reset() {
    server.resetAll();
  }

  /** The bodies of the requests, oldest first. */
  public List<JsonNode> asked() {
    return server.getAllServeEvents().stream()
        .sorted((a, b) -> a.getRequest().getLoggedDate().compareTo(b.getRequest().getLoggedDate()))
        .map(event -> json(event.getRequest().getBodyAsString()))
        .toList();
  }

  /** A chat completion with that message. */
  public static ResponseDefinitionBuilder message(String message) {
    return okJson(
        """
        {"id":"c1","object":"chat.completion","created":1,"model":"test-model",
         "choices":[{"index":0,"finish_reason":"stop","message":%s}],
         "usage":{"prompt_tokens":90,"completion_tokens":10,"total_tokens":100}}"""
            .formatted(message));
  }

  public static ResponseDefinitionBuilder words(String text) {
    return message(text(Map.of("role", "assistant", "content", text)));
  }

  public static ResponseDefinitionBuilder calls(String... calls) {
    return message(
        "{\"role\":\"assistant\",\"tool_calls\":["
            + List.of(calls).stream().collect(Collectors.joining(","))
            + "]}");
  }

  /** arguments: JSON. */
  public static String call(String name, String arguments) {
    return text(
        Map.of(
            "id",
            "call_1",
            "type",
            "function",
            "function",
            Map.of("name", name, "arguments", arguments)));
  }

  /** The call that makes it winter. */
  public static ResponseDefinitionBuilder winter() {
    return calls(call("image_transform", "{\"prompt\":\"make it winter\"}"));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("the request is no JSON: " + text, e);
    }
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
