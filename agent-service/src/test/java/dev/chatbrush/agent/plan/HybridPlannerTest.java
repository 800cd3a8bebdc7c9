package dev.chatbrush.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.plan.HybridPlanner.Mode;
import dev.chatbrush.agent.plan.rules.RulePlanner;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HybridPlannerTest {
  private static final String CERTAIN = "make it night";
  private static final String UNCERTAIN = "frobnicate the gizmo until it sings";

  private final Replies replies = new Replies();
  private int asked;
  private Planner nearest = broken("no tool means that");

  private final Planner llm =
      (context, catalogue, byRules) -> {
        asked++;
        return Plan.answer(Plan.LLM, Language.ENGLISH, "as the model says");
      };
  private final Planner broken = broken("the language model could not be reached");

  @Test
  void runsCertainSentencesByRulesAtOnce() {
    Plan plan = plan(Mode.HYBRID, llm, CERTAIN);

    assertThat(plan.planner()).isEqualTo(Plan.RULES);
    assertThat(asked).isZero();
  }

  @Test
  void asksTheLanguageModelForTheRest() {
    Plan plan = plan(Mode.HYBRID, llm, UNCERTAIN);

    assertThat(plan.planner()).isEqualTo(Plan.LLM);
    assertThat(asked).isOne();
  }

  @Test
  void asksTheLanguageModelForAllWhenTold() {
    assertThat(plan(Mode.LLM, llm, CERTAIN).planner()).isEqualTo(Plan.LLM);
  }

  @Test
  void asksItForNothingWhenTold() {
    assertThat(plan(Mode.RULES, llm, UNCERTAIN).planner()).isEqualTo(Plan.RULES);
    assertThat(asked).isZero();
  }

  @Test
  void fallsBackToTheRulesAndSaysSo() {
    Plan plan = plan(Mode.LLM, broken, CERTAIN);

    assertThat(plan.steps()).extracting(PlanStep::prompt).containsExactly("make it night");
    assertThat(plan.fallbackReason()).isEqualTo("the language model could not be reached");
    assertThat(plan.reply()).contains("by my own rules");
  }

  @Test
  void saysThatThereIsNoLanguageModelWhereThatMatters() {
    assertThat(plan(Mode.HYBRID, null, UNCERTAIN).reply()).contains("without a language model");
    assertThat(plan(Mode.HYBRID, null, CERTAIN).reply()).doesNotContain("language model");
  }

  @Test
  void asksWhatIsNearestWhereNoLanguageModelSpeaks() {
    nearest = answering("flips it");

    assertThat(plan(Mode.HYBRID, null, UNCERTAIN).reply()).isEqualTo("flips it");
    assertThat(plan(Mode.RULES, llm, UNCERTAIN).reply()).isEqualTo("flips it");
    assertThat(plan(Mode.HYBRID, broken, UNCERTAIN).reply()).startsWith("flips it");
    assertThat(plan(Mode.HYBRID, llm, UNCERTAIN).reply()).isEqualTo("as the model says");
  }

  @Test
  void asksItForNothingThatTheRulesAreCertainOf() {
    nearest = answering("flips it");

    assertThat(plan(Mode.HYBRID, null, CERTAIN).reply()).doesNotContain("flips it");
    assertThat(plan(Mode.LLM, broken, CERTAIN).reply()).doesNotContain("flips it");
  }

  private static Planner answering(String words) {
    return (context, catalogue, byRules) -> Plan.answer(Plan.RULES, Language.ENGLISH, words);
  }

  private static Planner broken(String why) {
    return (context, catalogue, byRules) -> {
      throw new PlannerFailure(why);
    };
  }

  private Plan plan(Mode mode, Planner model, String text) {
    HybridPlanner planner =
        new HybridPlanner(
            mode, new RulePlanner(replies), nearest, Optional.ofNullable(model), replies);
    return planner.plan(
        new PlanContext(text, false, false, false, List.of()), CatalogueSnapshot.empty());
  }
}
