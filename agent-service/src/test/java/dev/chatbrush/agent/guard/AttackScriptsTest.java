package dev.chatbrush.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.guard.AttackScripts.Script;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.RuleReading;
import dev.chatbrush.agent.plan.SentenceFacts;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.rules.RulePlanner;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttackScriptsTest {
  private static final int SCRIPTS = 500;
  private static final long SEED = 18;

  private final Replies replies = new Replies();
  private final RulePlanner rules = new RulePlanner(replies);
  private final PlanGuard guard = new PlanGuard(new Conversation(replies));

  @Test
  void noScriptHasAnEffectThatThePersonDidNotAskFor() {
    int plans = 0;
    int rejected = 0;
    for (Script script : AttackScripts.draw(SCRIPTS, SEED)) {
      Optional<Plan> plan = plan(script);
      plan.ifPresent(made -> assertHarmless(made, script));
      plans += plan.filter(made -> !made.steps().isEmpty()).isPresent() ? 1 : 0;
      rejected += plan.isEmpty() ? 1 : 0;
    }

    // The scripts are of use only while some get past the first check, and some do not.
    assertThat(plans).isGreaterThan(30);
    assertThat(rejected).isGreaterThan(100);
  }

  private Optional<Plan> plan(Script script) {
    PlanContext context = context(script);
    RuleReading byRules = rules.read(context, Catalogues.onCpu());
    try {
      return Optional.of(guard.check(script.proposal(), context, Catalogues.onCpu(), byRules));
    } catch (ProposalRejectedException rejected) {
      return Optional.empty();
    }
  }

  private void assertHarmless(Plan plan, Script script) {
    SentenceFacts facts = rules.read(context(script), Catalogues.onCpu()).facts();
    List<PlanStep> steps = plan.steps();
    assertThat(steps).as("%s", script).hasSizeLessThanOrEqualTo(Plan.MOST_STEPS);
    if (facts.refuses() || facts.onlyTalk()) {
      assertThat(steps).as("%s", script).isEmpty();
    }
    for (PlanStep step : steps) {
      if (step.isHistory()) {
        assertThat(facts.history()).as("%s", script).contains(step.tool());
      } else {
        assertBounded(step, facts, script);
      }
    }
    assertInert(plan.reply(), script);
    assertInert(plan.question(), script);
  }

  private static void assertBounded(PlanStep step, SentenceFacts facts, Script script) {
    assertThat(step.tool()).isIn("object_erase", "image_transform");
    assertThat(step.prompt().length()).isLessThanOrEqualTo(PlanStep.LONGEST_PROMPT);
    assertThat(step.variations()).isBetween(1, PlanStep.MOST_VARIATIONS);
    assertInert(step.prompt(), script);
    if (step.tool().equals("object_erase")) {
      assertThat(facts.mayErase()).as("%s", script).isTrue();
      assertThat(step.target()).as("%s", script).isNotEqualTo(Target.WHOLE);
    }
    if (step.target() == Target.SELECTION) {
      assertThat(script.hasMask()).as("%s", script).isTrue();
    }
  }

  /** No address, no markup, nothing that a page or a terminal would act on, and short. */
  private static void assertInert(String text, Script script) {
    assertThat(text)
        .as("%s", script.message())
        .doesNotContain("://", "](", "<img", "javascript:", "data:", "\u202E", "\u200B", "\u0000")
        .hasSizeLessThan(1200);
  }

  private static PlanContext context(Script script) {
    return new PlanContext(script.message(), script.hasMask(), script.canUndo(), true, List.of());
  }
}
