package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.options.BoundingBox;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Edits that turn or crop the picture: the stage follows its shape. */
class FrameTest extends BrowserTest {
  private static final Offset<Double> ABOUT = within(0.02);

  @Test
  void aPictureThatWasTurnedOrCroppedFitsTheStageAndCanBePointedAt() {
    EditorPage editor = open().visit().upload(Stack.photo("coffee.jpg"));
    double before = shape(editor);

    editor.say("왼쪽으로 90도 돌려줘").version(2).pictureIsThere();
    assertThat(shape(editor)).isCloseTo(1 / before, ABOUT);

    editor.say("crop it to a square").version(3).pictureIsThere();
    assertThat(shape(editor)).isCloseTo(1, ABOUT);
    assertThat(editor.click(0.5, 0.5).mask()).contains("%");

    editor.locator("[data-revision='1']").click();
    editor.pictureIsThere();
    assertThat(shape(editor)).isCloseTo(before, ABOUT);

    editor.locator("#undo").click();
    editor.version(2).pictureIsThere();
    assertThat(shape(editor)).isCloseTo(1 / before, ABOUT);
  }

  @Test
  void theOriginalIsComparedWholeAndNotStretched() {
    EditorPage editor = open().visit().upload(Stack.photo("coffee.jpg"));
    editor.say("rotate left").version(2).pictureIsThere();

    editor.locator("#compare").hover();
    editor.page().mouse().down();

    assertThat(editor.locator("img.original.shown")).hasCSS("object-fit", "contain");
    editor.page().mouse().up();
    editor.seesNo("img.original.shown");
  }

  /** Width by height as shown; the whole of it is on the stage. */
  private static double shape(EditorPage editor) {
    BoundingBox picture = editor.locator("img.picture").boundingBox();
    BoundingBox stage = editor.locator("cb-stage").boundingBox();
    assertThat(picture.x).isGreaterThanOrEqualTo(stage.x);
    assertThat(picture.y).isGreaterThanOrEqualTo(stage.y);
    assertThat(picture.x + picture.width).isLessThanOrEqualTo(stage.x + stage.width);
    assertThat(picture.y + picture.height).isLessThanOrEqualTo(stage.y + stage.height);
    return picture.width / picture.height;
  }
}
