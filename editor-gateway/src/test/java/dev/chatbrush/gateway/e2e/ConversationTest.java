package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.assertj.core.api.Assertions;
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
    assertThat(editor.locator(".marker")).hasCount(0);
    editor.locator("#undo").click();
    assertThat(editor.locator(".marker")).hasCount(1);
    editor.locator("#undo").click();
    editor.version(1);
    assertThat(editor.locator("cb-selection-bar .share")).hasText(mask);
  }

  @Test
  void whatIsLookedAtIsWhatIsEdited() {
    EditorPage editor = open().visit().sample("cat");
    editor.say("흑백으로 바꿔줘");
    editor.say("세피아로 바꿔줘").version(3);
    editor.locator("[data-revision='2']").click();
    assertThat(editor.locator("textarea")).hasAttribute("placeholder", "버전 2에서 무엇을 할까요?");

    editor.say("더 밝게").version(4);

    Object parent =
        editor
            .page()
            .evaluate(
                """
                async () => {
                  const id = location.hash.replace('#/s/', '');
                  const session = await (await fetch(`/api/sessions/${id}`)).json();
                  return session.revision.parent;
                }""");
    Assertions.assertThat(parent).isEqualTo(2);
  }

  @Test
  void aPlanIsShownAndChangedBeforeItRuns() {
    EditorPage editor = open().visit().sample("cat");
    editor.locator("#options").click();
    editor.locator("#option-image_transform-strength").fill("0.4");
    editor.locator("#plan-first").check();
    editor.say("겨울로 바꿔줘");
    editor.sees("cb-plan form");
    assertThat(editor.locator("#prompt-0")).hasValue("make it winter");
    assertThat(editor.locator("#option-strength")).hasValue("0.4");

    editor.locator("#prompt-0").fill("make it black and white");
    editor.locator("#option-strength").fill("0.5");
    editor.locator("#run-plan").click();

    editor.version(2);
    editor.locator("cb-message details summary").click();
    assertThat(editor.locator("cb-message dl")).containsText("make it black and white");
    assertThat(editor.locator("cb-message dl")).containsText("0.5");
  }

  @Test
  void whatIsSetForAToolIsKeptAndAToolThatIsMeantNeedsNoWords() {
    EditorPage editor = open().visit().sample("cat");
    editor.locator("#options").click();
    editor.locator("#option-image_transform-strength").fill("0.4");
    editor.page().reload();
    editor.pictureIsThere().say("흑백으로").version(2);
    editor.locator("cb-message details summary").click();
    assertThat(editor.locator("cb-message dl")).containsText("0.4");

    editor.locator("#options").click();
    editor.locator("#use-tool").selectOption("object_erase");
    editor.page().keyboard().press("Escape");
    editor.seesNo("cb-options");
    editor.tool("box").drag(0.6, 0.6, 0.8, 0.8).mask();
    editor.locator("#send").click();

    editor.version(3);
    assertThat(editor.locator("cb-message[mine]").last()).containsText("지우기");
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
