package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page offers beyond pointing: the subject, several versions, the background. */
class VersionsTest extends BrowserTest {

  @Test
  void theSubjectIsSelectedByOneButton() {
    EditorPage editor = open().visit().sample("cat");

    editor.locator("#select-subject").click();

    assertThat(editor.mask()).contains("%");
    assertThat(editor.locator(".marker")).hasCount(0);
  }

  @Test
  void oneOfSeveralVersionsIsChosen() {
    EditorPage editor = open().visit().sample("cat");

    editor.say("유화처럼 두 가지로 보여줘").version(2);
    editor.locator("#split").click();
    editor.locator(".tag [data-reference=previous]").click();
    editor.locator(".split").press("ArrowLeft");
    assertThat(editor.locator(".split")).hasAttribute("aria-valuenow", "48");
    assertThat(editor.locator("img.original.cut")).hasAttribute("src", Pattern.compile("/1/image"));
    editor.locator("#split").click();
    editor.seesNo("img.original");
    editor.locator(".abreast").click();
    assertThat(editor.locator("cb-versions-dialog figcaption")).hasCount(2);
    assertThat(editor.locator("cb-versions-dialog figcaption").first()).containsText("유화처럼");
    editor.locator("[data-use='3']").click();

    editor.version(3);
    assertThat(editor.hashOf(3)).isNotEqualTo(editor.hashOf(2));
    editor.page().keyboard().press("Control+z");
    editor.version(1);
  }

  @Test
  void theBackgroundGoesWithNothingSelected() {
    EditorPage editor = open().visit().sample("cat");

    editor.say("배경 지워줘").version(2);

    editor.sees(".locked");
  }
}
