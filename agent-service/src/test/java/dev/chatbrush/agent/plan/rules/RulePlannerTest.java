package dev.chatbrush.agent.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Replies;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulePlannerTest {
  private static final PlanStep NIGHT =
      new PlanStep("image_transform", "make it night", "밤으로 바꿔줘", false);

  private final RulePlanner planner = new RulePlanner(new Replies());

  @Test
  void promisesInKoreanWhatTheStepsWillDo() {
    Plan plan = plan("이거 지우고 밤으로 바꿔줘", true);

    assertThat(plan.reply()).isEqualTo("선택한 부분을 지우고, 사진을 밤으로 바꿔 드릴게요.");
  }

  @Test
  void promisesInEnglishWhatTheStepsWillDo() {
    Plan plan = plan("erase this and make it night", true);

    assertThat(plan.reply()).isEqualTo("I'll erase the selected part, then make it night.");
  }

  @Test
  void repliesReadAsOneSentence() {
    assertThat(plan("Make it winter", false).reply()).isEqualTo("I'll make it winter.");
    assertThat(plan("Make this suit blue", true).reply())
        .isEqualTo("I'll make this suit blue (only what is selected).");
    assertThat(plan("Pencil sketch please", false).reply())
        .isEqualTo("I'll apply “Pencil sketch”.");
  }

  @Test
  void asksInThePersonsLanguageWhatToErase() {
    assertThat(plan("지워줘", false).question()).startsWith("무엇을 지울까요?");
    assertThat(plan("erase", false).question()).startsWith("What should I erase?");
    assertThat(plan("강아지를 지워줘", false).question()).contains("“강아지”");
  }

  @Test
  void goesOnFromItsOwnQuestion() {
    List<PastTurn> history =
        List.of(new PastTurn(true, "지워줘", List.of()), new PastTurn(false, "무엇을 지울까요?", List.of()));

    Plan plan = planner.read(context("이거", true, history), Catalogues.onCpu()).plan();

    assertThat(plan.steps()).extracting(PlanStep::tool).containsExactly("object_erase");
  }

  @Test
  void doesNotRepeatAnEarlierEditForAMereYes() {
    List<PastTurn> history =
        List.of(
            new PastTurn(true, "밤으로 바꿔줘", List.of()),
            new PastTurn(false, "밤으로 바꿨어요.", List.of(NIGHT)));

    Plan plan = planner.read(context("응", true, history), Catalogues.onCpu()).plan();

    assertThat(plan.steps()).isEmpty();
  }

  @Test
  void repeatsTheLastEditWhenAskedFor() {
    List<PastTurn> history =
        List.of(
            new PastTurn(true, "밤으로 바꿔줘", List.of()),
            new PastTurn(false, "밤으로 바꿨어요.", List.of(NIGHT)));

    Plan plan = planner.read(context("한 번 더", false, history), Catalogues.onCpu()).plan();

    assertThat(plan.steps()).containsExactly(NIGHT);
  }

  @Test
  void saysWhichWordItCouldNotTranslate() {
    Plan plan = plan("뿌까뿌까 스타일로 바꿔줘", false);

    assertThat(plan.steps().get(0).prompt()).isEqualTo("make it 뿌까뿌까 style");
    assertThat(plan.reply()).contains("“뿌까뿌까”", "번역하지 못해서");
  }

  @Test
  void takesThreeStepsAtATimeAndSaysSo() {
    Plan plan = plan("brighter, sharper, warmer, sepia", false);

    assertThat(plan.steps()).hasSize(3);
    assertThat(plan.reply()).contains("three steps");
  }

  @Test
  void doesNotUndoTheOriginal() {
    PlanContext context = new PlanContext("되돌려줘", false, false, false, List.of());

    Plan plan = planner.read(context, Catalogues.onCpu()).plan();

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.reply()).contains("되돌릴 것이 없어요");
  }

  @Test
  void recoloursWhatIsSelected() {
    Plan plan = plan("이 옷을 빨간색으로", true);

    assertThat(plan.steps())
        .containsExactly(new PlanStep("image_transform", "make it red", "이 옷을 빨간색으로", true));
  }

  @Test
  void usesAToolThatTheCatalogueHasOnlyJustGot() {
    ToolDescription swap =
        new ToolDescription(
            "sky_swap", "Sky swap", "하늘 바꾸기", "Another sky.", false, true, false, List.of());
    CatalogueSnapshot catalogue = Catalogues.with(swap);

    Plan english = planner.read(context("sky swap please", false, List.of()), catalogue).plan();
    Plan korean = planner.read(context("하늘 바꾸기 해줘", false, List.of()), catalogue).plan();

    assertThat(english.steps()).extracting(PlanStep::tool).containsExactly("sky_swap");
    assertThat(korean.steps()).extracting(PlanStep::tool).containsExactly("sky_swap");
  }

  @Test
  void survivesAnyText() {
    for (String text :
        List.of("?", "ㅋ", "\u0000", "🙂", "가".repeat(2000), "a ".repeat(900), "? !".repeat(600))) {
      assertThat(plan(text, false).steps()).isEmpty();
    }
  }

  private Plan plan(String text, boolean hasMask) {
    return planner.read(context(text, hasMask, List.of()), Catalogues.onCpu()).plan();
  }

  private static PlanContext context(String text, boolean hasMask, List<PastTurn> history) {
    return new PlanContext(text, hasMask, true, true, history);
  }
}
