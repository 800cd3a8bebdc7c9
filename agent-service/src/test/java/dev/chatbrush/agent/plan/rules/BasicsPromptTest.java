package dev.chatbrush.agent.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Crop, rotate, flip, straighten and resize, in the words that their tool takes. */
class BasicsPromptTest {
  private final RulePlanner planner = new RulePlanner(new Replies());

  @ParameterizedTest
  @CsvSource({
    "왼쪽으로 90도 돌려줘, rotate left 90 degrees",
    "좌우 반전, flip horizontally",
    "가로 800픽셀로 줄여줘, resize to 800 pixels wide smaller",
    "사진을 1.5배로 확대해줘, resize 1.5 times bigger",
    "왼쪽으로 넓혀줘, extend left",
    "16:9로 확장해줘, extend 16:9",
    "왼쪽으로 늘려줘, extend left",
    "양옆으로 10% 넓혀줘, extend both sides 10%",
    "위아래로 넓혀줘, extend top bottom",
    "make it wider, make it wider",
    "please crop it to 16:9, crop it to 16:9",
    "could you rotate it 2.5 degrees left, rotate it 2.5 degrees left",
  })
  void keepsDirectionsAndAmounts(String said, String prompt) {
    List<PlanStep> steps = plan(said, List.of()).steps();

    assertThat(steps).extracting(PlanStep::tool).containsExactly(CatalogueSnapshot.BASICS);
    assertThat(steps.get(0).prompt()).isEqualTo(prompt);
    assertThat(steps.get(0).target()).isEqualTo(Target.WHOLE);
  }

  @Test
  void isBeyondTheEditorWithoutTheTool() {
    PlanContext context = new PlanContext("rotate it left", false, true, true, List.of());

    Plan plan = planner.read(context, CatalogueSnapshot.empty()).plan();

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.reply()).contains("cannot");
  }

  @Test
  void moreOfATurnIsThatOnceMore() {
    PlanStep turn =
        new PlanStep(
            CatalogueSnapshot.BASICS, "rotate it a bit left", "rotate it a bit left", false);
    List<PastTurn> before =
        List.of(
            new PastTurn(true, "rotate it a bit left", List.of()),
            new PastTurn(false, "Done.", List.of(turn)));

    assertThat(plan("much more", before).steps())
        .extracting(PlanStep::prompt)
        .containsExactly("rotate it a bit left");
  }

  private Plan plan(String said, List<PastTurn> before) {
    PlanContext context = new PlanContext(said, true, true, true, before);
    return planner.read(context, Catalogues.onCpu()).plan();
  }
}
