package dev.chatbrush.agent.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.plan.Plan;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the extension does around a plan: no call is run, no answer asked for twice, all measured.
 */
@QuarkusTest
class AiPlannerTest extends LlmTestCase {
  @Inject MeterRegistry meters;

  @Test
  void asksOnceForAPlanOfSeveralCalls() {
    first.answer(
        ScriptedLlm.calls(
            ScriptedLlm.call("image_transform", "{\"prompt\":\"make it night\"}"),
            ScriptedLlm.call("undo", "{}")));

    Plan plan = plan(one(Map.of()), "make it night");

    assertThat(plan.steps()).extracting("tool").containsExactly("image_transform");
    assertThat(first.asked()).hasSize(1);
  }

  @Test
  void asksNobodyTwiceForWhatTheGuardRejects() {
    first.answer(ScriptedLlm.calls(ScriptedLlm.call("format_disk", "{}")));
    second.answer(ScriptedLlm.words("Done! I made it winter."));

    assertRulesTookOver(plan(two(Map.of()), "make it winter"), "only talked");

    assertThat(first.asked()).hasSize(1);
    assertThat(second.asked()).hasSize(1);
  }

  @Test
  void forgetsTheLastMessageWhenItPlansTheNext() {
    MessagePlanner planner = one(Map.of());
    first.answer(ScriptedLlm.winter());
    plan(planner, "make it winter");
    first.answer(ScriptedLlm.winter());

    plan(planner, "make it snow");

    assertThat(first.asked().get(0).path("messages")).hasSize(2);
  }

  @Test
  void isMeasuredByTheExtension() {
    MessagePlanner planner = one(Map.of());
    first.answer(ScriptedLlm.winter());
    plan(planner, "make it winter");
    first.answer(aResponse().withStatus(401));
    plan(planner, "make it winter");

    List<String> names =
        meters.getMeters().stream().map(Meter::getId).map(Meter.Id::getName).distinct().toList();

    assertThat(names)
        .contains(
            "chatbrush.llm.call",
            "gen_ai.client.operation.duration",
            "gen_ai.client.token.usage",
            "langchain4j.aiservices.timed",
            "langchain4j.aiservices.counted",
            "guardrail.invoked");
  }
}
