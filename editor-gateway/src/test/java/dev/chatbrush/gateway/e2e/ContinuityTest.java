package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A session belongs to its address: it outlives the page, and several pages share it. */
class ContinuityTest extends BrowserTest {
  private static final String PUT_AS_MASK =
      """
      async () => {
        const selection = `/api/sessions/${location.hash.replace('#/s/', '')}/selection`;
        const { rle } = await (await fetch(selection)).json();
        const headers = { 'Content-Type': 'application/json' };
        await fetch(`${selection}/rle`, { method: 'PUT', headers, body: JSON.stringify(rle) });
      }""";

  @Test
  void reloadRestoresPictureSelectionChatAndHistory() {
    EditorPage editor = open().visit().sample("astronaut");
    editor.say("흑백으로 바꿔줘").version(2);
    editor.click(0.25, 0.7).mask();
    editor.locator("[data-join=add]").click();
    editor.click(0.8, 0.35);
    assertThat(editor.locator(".marker")).hasCount(2);
    String mask = editor.mask();
    String address = editor.page().url();

    editor.page().reload();
    editor.pictureIsThere();

    assertThat(editor.page().url()).isEqualTo(address);
    editor.version(2);
    assertThat(editor.mask()).isEqualTo(mask);
    assertThat(editor.locator("cb-message[mine]")).hasText("나: 흑백으로 바꿔줘");
    assertThat(editor.locator(".marker")).hasText(new String[] {"+1", "+2"});
    editor.drag(0.25, 0.7, 0.27, 0.72);
    assertThat(editor.locator("cb-selection-bar .bar")).hasAttribute("aria-busy", "true");
    editor.mask();
    assertThat(editor.locator(".marker")).hasCount(2);
  }

  /** As programs put it, and what is offered with a result. */
  @Test
  void whatJoinsAMaskThatNobodyHasDrawnIsThereAfterAReload() {
    EditorPage editor = open().visit().sample("astronaut");
    editor.click(0.25, 0.7).mask();
    editor.page().evaluate(PUT_AS_MASK);
    assertThat(editor.locator(".marker")).hasCount(0);
    String mask = editor.mask();
    editor.locator("[data-join=add]").click();
    editor.click(0.8, 0.35);
    assertThat(editor.locator(".marker")).hasCount(1);
    String both = editor.mask();

    editor.page().reload();
    editor.pictureIsThere();

    assertThat(editor.mask()).isEqualTo(both);
    assertThat(editor.locator(".marker")).hasText("+1");
    editor.locator(".marker").focus();
    editor.page().keyboard().press("Delete");
    assertThat(editor.locator(".marker")).hasCount(0);
    assertThat(editor.locator("cb-selection-bar .share")).hasText(mask);
  }

  @Test
  void aSecondPageSeesWhatTheFirstDoes() {
    EditorPage first = open().visit().sample("coffee");
    EditorPage second = openIn(first.page().context());
    second.page().navigate(first.page().url());
    second.pictureIsThere();

    first.click(0.5, 0.4);
    first.mask();
    assertThat(second.mask()).contains("%");
    first.say("흑백으로 바꿔줘").version(2);
    second.version(2);
    second.locator("#undo").click();

    first.version(1);
  }

  @Test
  void anAddressThatIsGoneIsSaidInWords() {
    EditorPage editor = open();
    editor.page().navigate(Stack.url() + "/#/s/01ARZ3NDEKTSV4RRFFQ69G5FAV");

    assertThat(editor.locator("#notice")).containsText("SESSION_NOT_FOUND");
    editor.sees("#choose");
  }

  @Test
  void whatFailedWithoutALineIsDoneOnceItIsBack() {
    EditorPage editor = open().visit().sample("cat");
    double top = editor.locator("cb-stage").boundingBox().y;
    editor.page().context().setOffline(true);

    editor.click(0.5, 0.5);
    editor.sees("cb-selection-bar .problem");
    editor.sees("#offline");
    assertThat(editor.locator("cb-stage").boundingBox().y).isEqualTo(top);
    editor.page().context().setOffline(false);

    editor.mask();
    editor.seesNo("#offline");
  }

  @Test
  void languageAndAppearanceAreKept() {
    EditorPage editor = open(options("en-US")).visit();
    assertThat(editor.locator("h1")).hasText("Point at it. Say it. Done.");

    editor.locator(".language").click();
    editor.page().reload();

    assertThat(editor.locator("h1")).hasText("가리키고, 말하면, 끝.");
    assertThat(editor.page().locator("html")).hasAttribute("lang", "ko");
  }
}
