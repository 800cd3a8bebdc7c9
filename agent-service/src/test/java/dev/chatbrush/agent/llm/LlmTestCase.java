package dev.chatbrush.agent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.evaluation.Evaluation;
import dev.chatbrush.agent.meaning.NearestTool;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Plans with two endpoints over real HTTP, in the mode that always asks them, through the AI
 * service of the running application.
 */
abstract class LlmTestCase {
  static ScriptedLlm first;
  static ScriptedLlm second;

  @Inject AiPlanner planner;
  @Inject PlanCall call;
  @Inject @All List<ChatModelListener> listeners;
  @Inject LlmMeter meter;
  @Inject NearestTool nearest;

  @BeforeAll
  static void startServers() {
    first = new ScriptedLlm();
    second = new ScriptedLlm();
  }

  @AfterAll
  static void stopServers() {
    first.close();
    second.close();
  }

  @BeforeEach
  void forget() {
    first.reset();
    second.reset();
  }

  MessagePlanner one(Map<String, String> more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "planner", "llm",
                "url", first.url(),
                "model", "test-model",
                "key", "sk-planted-secret",
                "timeout", "PT10S",
                "deadline", "PT20S"));
    settings.putAll(more);
    return new MessagePlanner(LlmConfigs.of(settings), planner, call, listeners, meter, nearest);
  }

  MessagePlanner two(Map<String, String> more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "providers[0].name", "second",
                "providers[0].url", second.url(),
                "providers[0].model", "other-model"));
    settings.putAll(more);
    return one(settings);
  }

  /** With a language model that is right as often as {@code reliability} says, 0 to 1. */
  Evaluation.Planning played(String mode, double reliability) {
    MessagePlanner planner =
        one(Map.of("planner", mode, "budget.calls", "0", "budget.tokens", "0"));
    KnowingLlm model = new KnowingLlm(reliability);
    return (context, right) -> {
      first.answer(model.answer(context, right));
      return planner.plan("ann", context, Catalogues.onCpu());
    };
  }

  static Plan plan(MessagePlanner planner, String text) {
    return planner.plan("ann", context(text), Catalogues.onCpu());
  }

  static PlanContext context(String text) {
    return new PlanContext(text, false, true, true, List.of());
  }

  static void assertRulesTookOver(Plan plan, String reason) {
    assertThat(plan.planner()).isEqualTo(Plan.RULES);
    assertThat(plan.fallbackReason()).contains(reason);
    assertThat(plan.reply()).contains("my own rules");
    assertThat(plan.steps()).extracting("tool").containsExactly("image_transform");
  }

  static void assertWinterBy(String planner, Plan plan) {
    assertThat(plan.planner()).isEqualTo(planner);
    assertThat(plan.steps()).extracting("tool").containsExactly("image_transform");
    assertThat(plan.steps().get(0).prompt()).isEqualTo("make it winter");
  }
}
