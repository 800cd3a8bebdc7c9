package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;

/** Drawing by hand: around things, part by part, and back step by step. */
class DrawingTest extends BrowserTest {

  @Test
  void aLassoGoesAroundAndPartsAreJoined() {
    EditorPage editor = open().visit().sample("cat");

    editor.tool("lasso");
    editor.click(0.2, 0.2).click(0.6, 0.2).click(0.6, 0.6).click(0.2, 0.6).click(0.2, 0.2);
    double whole = percent(editor);
    assertThat(whole).isCloseTo(16, within(0.5));
    editor.locator("[data-join=intersect]").click();
    editor.click(0.4, 0.1).click(0.9, 0.1).click(0.9, 0.9).click(0.4, 0.9).click(0.4, 0.9);
    assertThat(percent(editor)).isCloseTo(8, within(0.5));

    editor.tool("box").locator("[data-join=add]").click();
    editor.drag(0.05, 0.05, 0.3, 0.95);
    assertThat(percent(editor)).isGreaterThan(8.5);
    editor.locator("#undo").click();
    assertThat(percent(editor)).isCloseTo(8, within(0.5));
  }

  @Test
  void stepsGoBackAndForthAndThePictureStays() {
    EditorPage editor = open().visit().sample("rocket");
    Keyboard keys = editor.page().keyboard();
    editor.click(0.503, 0.6);
    String mask = editor.mask();

    editor.click(0.7, 0.1).click(0.7, 0.1);
    assertThat(editor.locator(".marker")).hasCount(2);
    keys.press("Control+z");
    assertThat(editor.locator(".marker")).hasCount(1);
    keys.press("Escape");
    assertThat(editor.locator(".marker")).hasCount(0);
    keys.press("Control+z");
    assertThat(editor.locator(".marker")).hasCount(1);
    assertThat(editor.mask()).isEqualTo(mask);

    editor.tool("hand").drag(0.503, 0.6, 0.6, 0.6);
    assertThat(editor.locator(".marker")).hasCount(1);
    double before = editor.locator("img.picture").boundingBox().width;
    editor.page().mouse().wheel(0, -400);
    editor.page().waitForCondition(() -> width(editor) > before * 1.5);
    BoundingBox stage = editor.locator("cb-stage").boundingBox();
    for (int pull = 0; pull < 4; pull++) {
      editor.page().mouse().move(stage.x + stage.width / 2, stage.y + stage.height / 2);
      editor.page().mouse().down();
      editor.page().mouse().move(stage.x + stage.width - 5, stage.y + stage.height - 5);
      editor.page().mouse().up();
    }
    BoundingBox picture = editor.locator("img.picture").boundingBox();
    assertThat(picture.x).isLessThan(stage.x + stage.width * 0.6);
    assertThat(picture.y).isLessThan(stage.y + stage.height * 0.6);
  }

  private static double width(EditorPage editor) {
    return editor.locator("img.picture").boundingBox().width;
  }

  private static double percent(EditorPage editor) {
    return Double.parseDouble(editor.mask().replaceAll("[^0-9.]", ""));
  }
}
