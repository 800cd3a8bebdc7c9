package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.options.MouseButton;
import org.junit.jupiter.api.Test;

/** Every way to say by hand which part of the picture is meant. */
class SelectingTest extends BrowserTest {

  @Test
  void aBoxSelectsWhatIsInIt() {
    EditorPage editor = open().visit().sample("rocket");

    editor.drag(0.46, 0.28, 0.55, 0.95);

    assertThat(editor.mask()).contains("%");
    assertThat(editor.locator(".marker")).hasCount(0);
  }

  @Test
  void pointsIncludeExcludeMoveAndGo() {
    EditorPage editor = open().visit().sample("astronaut");

    editor.click(0.25, 0.7);
    editor.mask();
    editor.click(0.5, 0.95, MouseButton.RIGHT);
    assertThat(editor.locator(".marker.exclude")).hasText("−2");
    editor.mask();
    editor.drag(0.5, 0.95, 0.6, 0.9);
    assertThat(editor.locator(".marker")).hasCount(2);
    editor.click(0.6, 0.9);
    assertThat(editor.locator(".marker")).hasCount(1);
    editor.page().keyboard().press("Control+z");
    assertThat(editor.locator(".marker")).hasCount(2);
    editor.page().keyboard().press("Escape");

    assertThat(editor.locator(".marker")).hasCount(0);
    editor.seesNo("cb-selection-bar .share");
  }

  @Test
  void theBrushIsTheMaskItselfAndTheEraserTakesFromIt() {
    EditorPage editor = open().visit().sample("cat");

    editor.tool("brush").drag(0.3, 0.4, 0.6, 0.4);
    double painted = percent(editor.mask());
    editor.tool("eraser").drag(0.45, 0.3, 0.45, 0.5);
    double left = percent(editor.mask());

    assertThat(painted).isPositive();
    assertThat(left).isBetween(0.1, painted - 0.1);
  }

  @Test
  void theMaskCanBeChosenGrownInvertedAndCleared() {
    EditorPage editor = open().visit().sample("astronaut");
    editor.click(0.25, 0.7);
    editor.mask();

    editor.locator("[data-candidate]").last().click();
    assertThat(editor.locator("[data-candidate][aria-checked=true]")).hasCount(1);
    double before = percent(editor.mask());
    editor.page().keyboard().press("Shift+V");
    assertThat(editor.locator(".icon-button.invert")).hasAttribute("aria-pressed", "true");
    assertThat(percent(editor.mask())).isCloseTo(100 - before, within(1.0));
    editor.locator(".icon-button.invert").click();
    editor.locator("[aria-label='넓히기']").click();
    assertThat(percent(editor.mask())).isGreaterThan(before);
    editor.page().keyboard().press("Escape");

    editor.seesNo("cb-selection-bar .share");
  }

  @Test
  void namedColoursChangeOnlyWhatIsSelected() {
    EditorPage editor = open().visit().sample("astronaut");
    editor.click(0.25, 0.7);
    editor.mask();

    editor.say("이 옷을 파란색으로 바꿔줘").version(2);

    assertThat(editor.locator(".card .locked").last()).isVisible();
  }

  @Test
  void whatCannotBeDoneIsSaidAndNothingIsLost() {
    EditorPage editor = open(options("en-US")).visit().sample("cat");
    editor.click(0.45, 0.5);
    editor.mask();

    editor.say("turn it into a spaceship");

    assertThat(editor.problem("LOOK_UNKNOWN")).containsText("Remove the background");
    assertThat(editor.locator(".marker")).hasCount(1);
    editor.seesNo("[data-revision='2']");
    editor.seesNo(".retry");
  }

  private static double percent(String share) {
    return Double.parseDouble(share.replaceAll("[^0-9.]", ""));
  }
}
