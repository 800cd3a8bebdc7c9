package dev.chatbrush.agent.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another picture for the background, said in the ways in which people say it. */
class AnotherGroundTest {
  private final RulePlanner planner = new RulePlanner(new Replies());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "배경을 이 사진으로 바꿔줘",
        "이 사진을 배경으로 넣어줘",
        "배경 교체해줘",
        "뒤에 이 사진 깔아줘",
        "사람 뒤에 이걸로 합성해줘",
        "배경 이걸로",
        "put this picture behind",
        "put this behind her",
        "replace the background with this photo",
        "change the background to the attached picture",
        "use this image as the background",
        "swap the background"
      })
  void aPictureThatCameGoesBehind(String text) {
    assertThat(plan(text, 1).steps())
        .singleElement()
        .returns("background_replace", PlanStep::tool)
        .returns("", PlanStep::prompt)
        .returns(Target.BACKGROUND, PlanStep::target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "배경을 이 사진으로 바꿔줘",
        "이 사진을 배경으로 넣어줘",
        "put this picture behind her",
        "replace the background with another photo"
      })
  void withoutOneItSaysWhatToDo(String text) {
    Plan plan = plan(text, 0);

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.reply()).containsAnyOf("덧붙", "Add it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "배경을 흐리게 해줘",
        "배경 지워줘",
        "make the background white",
        "remove the background",
        "make this picture warmer",
        "undo"
      })
  void otherWishesStayWhatTheyAre(String text) {
    assertThat(plan(text, 1)).isEqualTo(plan(text, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "이 사진 배경에 나무를 넣어줘",
        "이 사진의 배경에 구름을 추가해줘",
        "add clouds to the background of this photo"
      })
  void whatIsToBeDrawnIntoTheBackgroundIsNoPictureThatIsMissing(String text) {
    assertThat(plan(text, 0).reply()).doesNotContain("덧붙", "Add it");
  }

  @Test
  void whatIsSelectedStaysUnlessTheBackgroundIsNamed() {
    assertThat(selected("뒤에 이 사진 깔아줘")).isEqualTo(Target.REST);
    assertThat(selected("put this behind her")).isEqualTo(Target.REST);
    assertThat(selected("배경을 이 사진으로 바꿔줘")).isEqualTo(Target.BACKGROUND);
  }

  private Target selected(String text) {
    PlanContext context = new PlanContext(text, true, "", true, true, 1, List.of());
    return planner.read(context, Catalogues.onCpu()).plan().steps().get(0).target();
  }

  @Test
  void aSecondWishIsNotLost() {
    assertThat(plan("배경을 이 사진으로 바꾸고 밝게 해줘", 1).steps())
        .extracting(PlanStep::tool)
        .containsExactly("background_replace", "image_transform");
  }

  @Test
  void wordsAloneBringNoPicture() {
    assertThat(plan("change the background to a beach", 0).steps())
        .noneMatch(step -> step.tool().equals("background_replace"));
    assertThat(plan("배경을 바다로 바꿔줘", 0).steps())
        .noneMatch(step -> step.tool().equals("background_replace"));
  }

  private Plan plan(String text, int references) {
    PlanContext context = new PlanContext(text, false, "", true, true, references, List.of());
    return planner.read(context, Catalogues.onCpu()).plan();
  }
}
