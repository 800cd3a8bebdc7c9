package dev.chatbrush.agent.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolMatcherTest {
  private final RulePlanner planner = new RulePlanner(new Replies());
  private final CatalogueSnapshot catalogue =
      Catalogues.with(
          tool(
              "upscale",
              "Upscale",
              "고해상도",
              "Enlarges the photo: bigger, more pixels, a higher resolution such as 4k. It cannot"
                  + " sharpen faces."),
          tool(
              "face_restore",
              "Restore faces",
              "얼굴 복원",
              "Repairs blurry, old or damaged faces: clear eyes and skin. It needs no selection."));

  @Test
  void choosesAToolByItsTitle() {
    assertThat(chosen("upscale it please")).containsExactly("upscale");
    assertThat(chosen("얼굴 복원 해줘")).containsExactly("face_restore");
    assertThat(chosen("고해상도로 바꿔줘")).containsExactly("upscale");
  }

  @Test
  void choosesAToolByTheWordsOfItsDescription() {
    assertThat(chosen("make it bigger, with a higher resolution")).containsExactly("upscale");
    assertThat(chosen("can you repair the damaged faces")).containsExactly("face_restore");
  }

  @Test
  void leavesTheWellKnownRequestsToTheirOwnTools() {
    assertThat(chosen("make it night")).containsExactly("image_transform");
    assertThat(chosen("make the old photo sharper")).containsExactly("image_transform");
    assertThat(chosen("얼굴을 밝게 해줘")).containsExactly("image_transform");
  }

  @Test
  void takesABackgroundAwayWithTheToolMadeForIt() {
    PlanStep gone = plan("배경 지워줘", Catalogues.onCpu()).steps().get(0);
    PlanStep grey = plan("배경을 흑백으로", Catalogues.onCpu()).steps().get(0);

    assertThat(gone.tool()).isEqualTo("background_erase");
    assertThat(gone.target()).isEqualTo(Target.BACKGROUND);
    assertThat(grey.tool()).isEqualTo("image_transform");
    assertThat(plan("배경 지우지 마", Catalogues.onCpu()).steps()).isEmpty();
  }

  @Test
  void choosesNoToolThatTheWordsRefuse() {
    assertThat(chosen("don't restore the faces")).isEmpty();
  }

  @Test
  void isLessSureOfAToolChosenByItsDescription() {
    Plan named = plan("upscale it please");
    Plan described = plan("can you repair the damaged faces");

    assertThat(described.certainty()).isLessThan(named.certainty());
  }

  private List<String> chosen(String text) {
    return plan(text).steps().stream().map(PlanStep::tool).toList();
  }

  private Plan plan(String text) {
    return plan(text, catalogue);
  }

  private Plan plan(String text, CatalogueSnapshot tools) {
    return planner.read(new PlanContext(text, false, false, false, List.of()), tools).plan();
  }

  private static ToolDescription tool(String id, String english, String korean, String says) {
    return new ToolDescription(id, english, korean, says, false, true, false, List.of());
  }
}
