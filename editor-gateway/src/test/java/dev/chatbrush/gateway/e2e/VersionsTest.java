package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
    editor.locator(".small.return-to").first().click();

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
