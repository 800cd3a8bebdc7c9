package dev.chatbrush.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.NamedThing;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.Which;
import dev.chatbrush.agent.plan.rules.RulePlanner;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a language model may name as a target. */
class GuardedTargetTest {
  private final RulePlanner rules = new RulePlanner(new Replies());
  private final PlanGuard guard = new PlanGuard(new Conversation(new Replies()));

  @Test
  void aThingThatThePersonNamedIsTaken() {
    Plan plan = erase("poof goes the mug", false, "cup");

    assertThat(plan.steps().get(0).target()).isEqualTo(Target.NAMED);
    assertThat(plan.steps().get(0).named()).contains(new NamedThing("cup", Which.ONLY, List.of()));
  }

  @Test
  void whatAlwaysMeansAllMeansAll() {
    Plan plan = erase("poof goes the watermark", false, "watermark");

    assertThat(plan.steps().get(0).named()).map(NamedThing::which).contains(Which.ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "poof goes the mug | dog",
        "poof goes the zeppelin | zeppelin",
        "keep the cup, the rest has to vanish | cup",
        "컵 말고 나머지가 사라졌으면 | 컵",
        "keep the traffic light, the rest has to vanish | traffic light",
        "zap whoever stands behind me | person",
        "zap the person behind me | person",
        "poof go the tourists | person",
        "안개가 사라졌으면 | 개",
        "두 개 사라졌으면 | 개",
        "배경이 사라졌으면 | 배",
      })
  void whatNobodySaidOrKnowsOrWantsGoneIsNone(String said, String target) {
    Plan plan = erase(said, false, target);

    assertThat(plan.steps()).noneMatch(step -> step.target() == Target.NAMED);
  }

  @Test
  void aNameOfOneSyllableIsTakenAsAWordOfItsOwn() {
    Plan plan = erase("개가 사라졌으면", false, "개");

    assertThat(plan.steps()).allMatch(step -> step.target() == Target.NAMED).isNotEmpty();
  }

  @Test
  void aSelectionIsMeantBeforeIt() {
    Plan plan = erase("poof goes the mug", true, "cup");

    assertThat(plan.steps().get(0).target()).isEqualTo(Target.SELECTION);
  }

  private Plan erase(String text, boolean hasMask, String target) {
    PlanContext context = new PlanContext(text, hasMask, true, true, List.of());
    CatalogueSnapshot catalogue = Catalogues.naming();
    Proposal.Step step = new Proposal.Step("object_erase", "", Optional.empty(), target);
    Proposal proposal = new Proposal(List.of(step), "", "");
    return guard.check(proposal, context, catalogue, rules.read(context, catalogue));
  }
}
