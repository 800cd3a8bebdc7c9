package dev.chatbrush.agent.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatbrush.agent.plan.Plan;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endpoints that refuse a part of the request, in the words of the servers. */
@QuarkusTest
class ProviderQuirksTest extends LlmTestCase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|registry.ollama.ai/library/gemma:2b does not support tools",
        "400|\\\"auto\\\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set",
        "500|tools param requires --jinja flag"
      })
  void describesTheToolsInWordsWhereCallsAreNotKnown(int status, String words) {
    first.answer(
        refusal(status, words),
        ScriptedLlm.words(
            "{\"steps\":[{\"tool\":\"image_transform\",\"prompt\":\"make it winter\"}]}"));
    MessagePlanner planner = one(Map.of());

    assertWinterBy(Plan.LLM, plan(planner, "make it winter"));
    assertWinterBy(Plan.LLM, plan(planner, "make it winter"));

    List<JsonNode> asked = first.asked();
    assertThat(asked).hasSize(3); // refused once, never again
    assertThat(asked.get(0).path("tools")).isNotEmpty();
    assertThat(asked.get(2).has("tools")).isFalse();
    assertThat(asked.get(2).at("/messages/0/content").asText())
        .contains("- image_transform(prompt, use_selection): Changes how the photo");
  }

  @Test
  void leavesOutWhatReasoningModelsRefuse() {
    first.answer(
        refusal(
            400,
            "Unsupported parameter: 'max_tokens' is not supported with this model."
                + " Use 'max_completion_tokens' instead."),
        ScriptedLlm.winter());

    assertWinterBy(Plan.LLM, plan(one(Map.of()), "make it winter"));

    JsonNode asked = first.asked().get(1);
    assertThat(asked.has("max_tokens")).isFalse();
    assertThat(asked.path("max_completion_tokens").asInt()).isEqualTo(600);
  }

  @Test
  void leavesOutTheTemperatureWhereItIsFixed() {
    first.answer(
        refusal(400, "Unsupported value: 'temperature' does not support 0.0 with this model."),
        ScriptedLlm.winter());

    assertWinterBy(Plan.LLM, plan(one(Map.of()), "make it winter"));

    assertThat(first.asked().get(0).path("temperature").asDouble()).isZero();
    assertThat(first.asked().get(1).has("temperature")).isFalse();
  }

  private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder refusal(
      int status, String words) {
    return aResponse()
        .withStatus(status)
        .withBody("{\"error\":{\"message\":\"%s\",\"code\":%d}}".formatted(words, status));
  }
}
