package dev.chatbrush.agent.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.chatbrush.agent.plan.Plan;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens when an endpoint misbehaves, and what the person is told. */
@QuarkusTest
class ProviderFailuresTest extends LlmTestCase {
  private static final String CUT =
      "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"mak";

  static Stream<Arguments> misbehaviours() {
    return Stream.of(
        Arguments.of("500", aResponse().withStatus(500).withBody("boom"), "failed"),
        Arguments.of("503 as a page", aResponse().withStatus(503).withBody("<html>"), "failed"),
        Arguments.of("401", aResponse().withStatus(401), "refused the key"),
        Arguments.of(
            "404", aResponse().withStatus(404).withBody("no such model"), "refused the request"),
        Arguments.of("429", aResponse().withStatus(429), "takes no more requests now"),
        Arguments.of(
            "an error with status 200", okJson("{\"error\":{\"message\":\"x\"}}"), "failed"),
        Arguments.of("a page", ok("<html>Welcome</html>"), "cannot be read"),
        Arguments.of("nothing", ok(""), "cannot be read"),
        Arguments.of("no choices", okJson("{\"choices\":[]}"), "cannot be read"),
        Arguments.of("half an answer", ok(CUT), "cannot be read"),
        Arguments.of(
            "a cut connection",
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            "could not be reached"),
        Arguments.of(
            "an empty reply", aResponse().withFault(Fault.EMPTY_RESPONSE), "could not be reached"),
        Arguments.of(
            "a cut stream",
            aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
            "could not be reached"),
        Arguments.of(
            "noise", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), "could not be reached"),
        Arguments.of("two megabytes", ok(" ".repeat(2 << 20)), "cannot be read"),
        Arguments.of(
            "a redirect",
            aResponse().withStatus(307).withHeader("Location", "http://127.0.0.1:1/"),
            "refused the request"),
        Arguments.of("broken JSON", ScriptedLlm.words("{\"steps\": [{"), "broken JSON"),
        Arguments.of(
            "broken arguments",
            ScriptedLlm.calls(ScriptedLlm.call("image_transform", "{\"prompt\":")),
            "broken JSON"),
        Arguments.of(
            "an unknown tool",
            ScriptedLlm.calls(ScriptedLlm.call("format_disk", "{}")),
            "format_disk"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misbehaviours")
  void letsTheRulesTakeOver(String name, ResponseDefinitionBuilder response, String reason) {
    first.answer(response);

    assertRulesTookOver(plan(one(Map.of()), "make it winter"), reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misbehaviours")
  void asksTheNextEndpointBeforeThat(String name, ResponseDefinitionBuilder response) {
    first.answer(response);
    second.answer(ScriptedLlm.winter());

    Plan plan = plan(two(Map.of()), "make it winter");

    assertWinterBy(Plan.LLM, plan);
    assertThat(plan.fallbackReason()).isEmpty();
    assertThat(second.asked()).hasSize(1);
  }

  @Test
  void waitsNoLongerThanTheTimeout() {
    first.answer(ScriptedLlm.winter().withFixedDelay(60_000));

    assertRulesTookOver(plan(one(Map.of("timeout", "PT0.3S")), "make it winter"), "took too long");
  }

  @Test
  void waitsNoLongerForBytesThatDrip() {
    first.answer(ScriptedLlm.winter().withChunkedDribbleDelay(50, 60_000));

    assertRulesTookOver(plan(one(Map.of("timeout", "PT0.5S")), "make it winter"), "took too long");
  }

  @Test
  void endsAllEndpointsWithTheDeadline() {
    first.answer(ScriptedLlm.winter().withFixedDelay(60_000));
    second.answer(ScriptedLlm.winter());

    Plan plan = plan(two(Map.of("timeout", "PT30S", "deadline", "PT0.3S")), "make it winter");

    assertRulesTookOver(plan, "took too long");
    assertThat(second.asked()).isEmpty();
  }

  @Test
  void triesOnceMoreAfterAPassingFailure() {
    first.answer(aResponse().withStatus(502), ScriptedLlm.winter());

    assertWinterBy(Plan.LLM, plan(one(Map.of()), "make it winter"));
    assertThat(first.asked()).hasSize(2);
  }

  @Test
  void leavesABusyEndpointAloneForAsLongAsItAsks() {
    first.answer(aResponse().withStatus(429).withHeader("Retry-After", "300"));
    second.answer(ScriptedLlm.winter());
    MessagePlanner planner = two(Map.of());

    for (int i = 0; i < 3; i++) {
      assertWinterBy(Plan.LLM, plan(planner, "make it winter"));
    }

    assertThat(first.asked()).hasSize(1);
    assertThat(second.asked()).hasSize(3);
  }

  @Test
  void leavesABrokenEndpointAlone() {
    first.answer(aResponse().withStatus(500));
    MessagePlanner planner = one(Map.of());

    for (int i = 0; i < 6; i++) {
      assertThat(plan(planner, "make it winter").planner()).isEqualTo(Plan.RULES);
    }

    assertThat(first.asked()).hasSize(3);
  }

  @Test
  void answersInThePersonsLanguageWhenTheModelDoesNot() {
    first.answer(ScriptedLlm.words("I can edit photos for you."));

    Plan plan = plan(one(Map.of()), "너는 뭘 할 수 있어?");

    assertThat(plan.reply()).contains("선택").doesNotContain("I can");
  }

  @Test
  void neverSaysTheKey() {
    first.answer(aResponse().withStatus(400).withBody("bad key sk-planted-secret"));

    Plan plan = plan(one(Map.of()), "make it winter");

    assertThat(plan.toString()).doesNotContain("sk-planted-secret");
  }
}
