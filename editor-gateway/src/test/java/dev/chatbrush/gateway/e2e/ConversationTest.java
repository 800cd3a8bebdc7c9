package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an edit leaves behind: the same part again, and the newest message in sight. */
class ConversationTest extends BrowserTest {
  private static final String LOG =
      """
      document.querySelector('cb-app').shadowRoot.querySelector('cb-chat').shadowRoot
        .querySelector('.log')""";

  @Test
  void whatWasSelectedIsSelectedAgain() {
    EditorPage editor = open().visit().sample("cat");
    editor.click(0.5, 0.5);
    String mask = editor.mask();
    editor.say("이거 흑백으로").version(2);
    assertThat(editor.locator(".marker")).hasCount(0);

    editor.locator("cb-selection-bar .again").click();

    assertThat(editor.locator("cb-selection-bar .share")).hasText(mask);
    assertThat(editor.locator(".marker")).hasCount(1);
    editor.page().keyboard().press("Escape");
    editor.locator("#undo").click();
    editor.version(1);
    assertThat(editor.locator("cb-selection-bar .share")).hasText(mask);
  }

  @Test
  void whoSendsSeesWhatComesOfIt() {
    EditorPage editor = open(options("en-US").setViewportSize(1100, 480)).visit().sample("cat");
    for (int said = 1; said <= 4; said++) {
      editor.say("hello");
      assertThat(editor.locator("cb-message")).hasCount(2 * said);
    }
    editor.page().evaluate("() => { (" + LOG + ").scrollTop = 0; }");

    editor.say("make it black and white").version(2);

    editor
        .page()
        .waitForFunction(
            "() => { const log = "
                + LOG
                + "; return log.scrollHeight > 2 * log.clientHeight"
                + " && log.scrollHeight - log.scrollTop - log.clientHeight < 2; }");
  }
}
