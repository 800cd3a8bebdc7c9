package dev.chatbrush.agent.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.chatbrush.agent.FakeServers;
import dev.chatbrush.agent.api.Agent;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = FakeServers.class,
    initArgs = @ResourceArg(name = "llm", value = "true"),
    restrictToAnnotatedClass = true)
class LlmPlannerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject CircuitBreakerMaintenance breakers;

  private final Agent agent = new Agent("127.0.0.1:" + FakeServers.grpcPort());

  @BeforeEach
  void closeBreaker() {
    breakers.resetAll();
    FakeServers.llm().resetAll();
  }

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void takesToolCalls() throws Exception {
    reply(
        calls(
            call("object_erase", "{}"),
            call("image_transform", "{\"prompt\":\"make it night\",\"use_selection\":false}")));

    PlanReply plan = agent.plan("이거 지우고 밤으로 바꿔줘", true);

    assertThat(plan.getPlanner()).isEqualTo("llm");
    assertThat(plan.getStepsList())
        .containsExactly(
            step("object_erase", "", "이거 지우고 밤으로 바꿔줘", true),
            step("image_transform", "make it night", "이거 지우고 밤으로 바꿔줘", false));
    assertThat(plan.getReply()).startsWith("선택한 부분을 지우고");
    assertThat(plan.getFallbackReason()).isEmpty();
  }

  @Test
  void sendsTheCataloguesDescriptionsAndNoPicture() throws Exception {
    reply(words("Hello!"));

    agent.plan("hello", true);

    JsonNode sent = sent();
    assertThat(sent.path("model").asText()).isEqualTo("test-model");
    assertThat(sent.path("temperature").asDouble()).isZero();
    assertThat(sent.path("tools"))
        .extracting(tool -> tool.at("/function/name").asText())
        .containsExactlyInAnyOrder(
            "object_erase", "image_transform", "undo", "redo", "reset", "ask_user");
    assertThat(sent.path("tools").toString()).contains("For tests: object_erase");
    assertThat(sent.toString()).doesNotContain("image_url", "base64", "data:image");
  }

  @Test
  void readsJsonInText() throws Exception {
    reply(
        words(
            "Sure:\n```json\n{\"steps\":[{\"tool\":\"image_transform\","
                + "\"prompt\":\"make it winter\"}]}\n```"));

    PlanReply plan = agent.plan("겨울로 바꿔줘", false);

    assertThat(plan.getPlanner()).isEqualTo("llm");
    assertThat(plan.getSteps(0).getPrompt()).isEqualTo("make it winter");
  }

  @Test
  void passesAQuestionOn() throws Exception {
    reply(calls(call("ask_user", "{\"question\":\"어떤 분위기로 바꿀까요?\"}")));

    PlanReply plan = agent.plan("좀 다르게", false);

    assertThat(plan.getQuestion()).isEqualTo("어떤 분위기로 바꿀까요?");
  }

  @Test
  void fallsBackToRulesOnGarbage() throws Exception {
    for (String garbage : List.of("{\"steps\": [{", "", "null")) {
      reply(words(garbage));
      assertRulesTookOver(agent.plan("make it winter", false));
    }
  }

  @Test
  void fallsBackToRulesOnAnUnknownTool() throws Exception {
    reply(calls(call("format_disk", "{}")));

    PlanReply plan = agent.plan("make it winter", false);

    assertRulesTookOver(plan);
    assertThat(plan.getFallbackReason()).contains("format_disk");
  }

  @Test
  void fallsBackToRulesOnEndlessCalls() throws Exception {
    String one = call("image_transform", "{\"prompt\":\"winter\"}");
    reply(calls(Collections.nCopies(200, one).toArray(String[]::new)));

    assertRulesTookOver(agent.plan("make it winter", false));
  }

  @Test
  void fallsBackToRulesWhenTheServerFails() {
    answer(aResponse().withStatus(500).withBody("boom"));

    assertRulesTookOver(agent.plan("make it winter", false));
  }

  @Test
  void fallsBackToRulesWhenTheServerIsSlow() {
    answer(aResponse().withStatus(200).withFixedDelay(10_000));

    assertRulesTookOver(agent.plan("make it winter", false));
  }

  @Test
  void triesOnceMoreAfterAPassingFailure() {
    answer(aResponse().withStatus(500));

    agent.plan("make it winter", false);

    FakeServers.llm().verify(2, postRequestedFor(anyUrl()));
  }

  @Test
  void leavesABrokenServerAlone() {
    answer(aResponse().withStatus(500));
    for (int i = 0; i < 6; i++) {
      assertRulesTookOver(agent.plan("make it winter", false));
    }

    assertThat(FakeServers.llm().getAllServeEvents().size()).isLessThan(12);
  }

  private static void assertRulesTookOver(PlanReply plan) {
    assertThat(plan.getPlanner()).isEqualTo("rules");
    assertThat(plan.getFallbackReason()).isNotEmpty();
    assertThat(plan.getReply()).contains("my own rules");
    assertThat(plan.getSteps(0).getTool()).isEqualTo("image_transform");
  }

  private static void reply(String message) {
    answer(
        okJson(
            """
            {"id":"c1","object":"chat.completion","created":1,"model":"test-model",
             "choices":[{"index":0,"finish_reason":"stop","message":%s}],
             "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}"""
                .formatted(message)));
  }

  private static void answer(ResponseDefinitionBuilder response) {
    FakeServers.llm().resetAll();
    FakeServers.llm().stubFor(post(anyUrl()).willReturn(response));
  }

  private static String words(String text) throws Exception {
    return JSON.writeValueAsString(java.util.Map.of("role", "assistant", "content", text));
  }

  private static String calls(String... calls) {
    return "{\"role\":\"assistant\",\"tool_calls\":["
        + List.of(calls).stream().collect(Collectors.joining(","))
        + "]}";
  }

  private static String call(String name, String arguments) throws Exception {
    return JSON.writeValueAsString(
        java.util.Map.of(
            "id",
            "call_" + name,
            "type",
            "function",
            "function",
            java.util.Map.of("name", name, "arguments", arguments)));
  }

  private static JsonNode sent() throws Exception {
    return JSON.readTree(
        FakeServers.llm().getAllServeEvents().get(0).getRequest().getBodyAsString());
  }

  private static Step step(String tool, String prompt, String said, boolean usesMask) {
    return Agent.step(tool, prompt, usesMask).toBuilder().setPromptOriginal(said).build();
  }
}
