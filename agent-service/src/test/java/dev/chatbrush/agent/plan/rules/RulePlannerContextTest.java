package dev.chatbrush.agent.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.HybridPlanner;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.Strength;
import dev.chatbrush.agent.plan.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a message means beyond its tool: what it applies to, how strongly, how often, after what.
 */
class RulePlannerContextTest {
  private static final List<PastTurn> NIGHT =
      List.of(
          new PastTurn(true, "make it night", List.of()),
          new PastTurn(
              false,
              "I'll make it night.",
              List.of(new PlanStep("image_transform", "make it night", "make it night", false))));
  private static final List<PastTurn> ERASED =
      List.of(
          new PastTurn(true, "이거 지워줘", List.of()),
          new PastTurn(
              false,
              "선택한 부분을 지워 드릴게요.",
              List.of(
                  new PlanStep(
                      "object_erase", "", "이거 지워줘", Target.SELECTION, Strength.NORMAL, 1))));

  private final RulePlanner planner = new RulePlanner(new Replies());

  @Test
  void findsSubjectAndBackgroundWithoutASelection() {
    assertThat(only("배경 지워줘", false)).isEqualTo(step("background_erase", "", Target.BACKGROUND));
    assertThat(only("erase the main person", false).target()).isEqualTo(Target.SUBJECT);
    assertThat(only("blur everything but the dog", false).target()).isEqualTo(Target.BACKGROUND);
    assertThat(plan("remove the background", false, List.of()).reply())
        .isEqualTo("I'll erase the background.");
  }

  @Test
  void sparesWhatIsExcepted() {
    assertThat(only("이것만 빼고 어둡게", true).target()).isEqualTo(Target.REST);
    assertThat(only("everything except this darker", true).target()).isEqualTo(Target.REST);
    assertThat(only("the rest in black and white", false).target()).isEqualTo(Target.BACKGROUND);
    assertThat(plan("remove everything except this", false, List.of()).question()).isNotEmpty();
    assertThat(plan("make everything but this sepia", true, List.of()).reply())
        .contains("everything but what is selected");
  }

  @Test
  void asksWhereAThingIsThatNoToolCanFind() {
    assertThat(plan("make the sky pink", false, List.of()).question()).contains("“sky”");
    assertThat(plan("얼굴 모자이크 해줘", false, List.of()).question()).contains("“얼굴”");
    assertThat(only("make the sky pink", true).target()).isEqualTo(Target.SELECTION);
    PlanContext context = new PlanContext("make the sky pink", false, true, true, List.of());
    assertThat(planner.read(context, Catalogues.onGpu()).plan().steps()).hasSize(1);
  }

  @Test
  void changesNothingWhileSomebodyWonders() {
    assertThat(plan("should I delete this?", true, List.of()).steps()).isEmpty();
    assertThat(plan("지우는 게 나을까?", true, List.of()).reply()).contains("아직 아무것도");
  }

  @Test
  void leavesAThingInTheBackgroundToTheSelection() {
    assertThat(only("take out the guy in the background", true).target())
        .isEqualTo(Target.SELECTION);
  }

  @Test
  void hearsHowStrongly() {
    assertThat(only("살짝 밝게 해줘", false).strength()).isEqualTo(Strength.SLIGHT);
    assertThat(only("make it a lot brighter", false).strength()).isEqualTo(Strength.STRONG);
    assertThat(only("완전히 겨울로 바꿔줘", false).prompt()).isEqualTo("make it completely winter");
    assertThat(only("just very slightly warmer", false).strength()).isEqualTo(Strength.SLIGHT);
  }

  @Test
  void makesSeveralVersions() {
    assertThat(only("노을 세 가지로 보여줘", false).variations()).isEqualTo(3);
    assertThat(only("show me 4 variations in watercolor", false).prompt())
        .doesNotContain("variations");
    assertThat(plan("show me three versions", false, NIGHT).steps())
        .extracting(PlanStep::tool, PlanStep::variations)
        .containsExactly(tuple("undo", 1), tuple("image_transform", 3));
    assertThat(plan("show me three versions", false, List.of()).question()).isNotEmpty();
  }

  @Test
  void makesTheLastEditStrongerOrMilder() {
    PlanStep stronger = plan("again but stronger", false, NIGHT).steps().get(0);
    Plan milder = plan("너무 심해 좀 약하게 해줘", false, NIGHT);

    assertThat(stronger.prompt()).isEqualTo("make it strongly night");
    assertThat(stronger.strength()).isEqualTo(Strength.STRONG);
    assertThat(milder.steps())
        .extracting(PlanStep::tool)
        .containsExactly("undo", "image_transform");
    assertThat(milder.steps().get(1).strength()).isEqualTo(Strength.SLIGHT);
  }

  @Test
  void putsAnotherEditInThePlaceOfTheLastOne() {
    for (String text : List.of("make it dawn instead", "undo and make it dawn", "밤 말고 새벽으로")) {
      Plan plan = plan(text, false, NIGHT);

      assertThat(plan.steps())
          .extracting(PlanStep::tool)
          .containsExactly("undo", "image_transform");
      assertThat(plan.steps().get(1).prompt()).contains("dawn");
    }
  }

  @Test
  void takesTheOtherSelectionForTheWrongOne() {
    assertThat(plan("그거 말고 저거", true, ERASED).steps())
        .extracting(PlanStep::tool)
        .containsExactly("undo", "object_erase");
    assertThat(plan("그거 말고 다른 거", false, ERASED).question()).startsWith("무엇을 지울까요?");
  }

  @Test
  void doesTheSameHereAsWell() {
    assertThat(plan("이것도", true, ERASED).steps())
        .extracting(PlanStep::tool)
        .containsExactly("object_erase");
    assertThat(plan("apply it here as well", true, NIGHT).steps().get(0).target())
        .isEqualTo(Target.SELECTION);
  }

  @Test
  void goesOnFromItsQuestionWithAnotherTargetOrAnotherWish() {
    List<PastTurn> asked =
        List.of(
            new PastTurn(true, "erase", List.of()),
            new PastTurn(false, "What should I erase?", List.of()));

    assertThat(plan("the background", false, asked).steps().get(0).target())
        .isEqualTo(Target.BACKGROUND);
    assertThat(plan("the cup", false, asked).question()).isNotEmpty();
    assertThat(plan("the cup", true, asked).steps()).hasSize(1);
    assertThat(plan("forget it", true, asked).steps()).isEmpty();
  }

  @Test
  void isSureOfWhatItKnowsAndNotOfTheRest() {
    assertThat(plan("make it night", false, List.of()).certainty())
        .isGreaterThanOrEqualTo(HybridPlanner.CERTAIN);
    assertThat(plan("뿌까뿌까 스타일로 바꿔줘", false, List.of()).certainty())
        .isLessThan(HybridPlanner.CERTAIN);
    assertThat(plan("frobnicate the gizmo", false, List.of()).certainty()).isLessThan(0.5);
  }

  @Test
  void notesWhatItCouldNotTranslate() {
    assertThat(plan("뿌까뿌까 스타일로 바꿔줘", false, List.of()).notes())
        .singleElement()
        .asString()
        .contains("뿌까뿌까");
  }

  @Test
  void speaksOfThePersonsThingsAsTheirs() {
    assertThat(plan("put a hat on my dog", false, List.of()).reply())
        .isEqualTo("I'll put a hat on your dog.");
  }

  private PlanStep only(String text, boolean hasMask) {
    List<PlanStep> steps = plan(text, hasMask, List.of()).steps();
    assertThat(steps).as(text).hasSize(1);
    return steps.get(0);
  }

  private Plan plan(String text, boolean hasMask, List<PastTurn> history) {
    return planner
        .read(new PlanContext(text, hasMask, true, true, history), Catalogues.onCpu())
        .plan();
  }

  private static PlanStep step(String tool, String prompt, Target target) {
    return new PlanStep(tool, prompt, "배경 지워줘", target, Strength.NORMAL, 1);
  }
}
