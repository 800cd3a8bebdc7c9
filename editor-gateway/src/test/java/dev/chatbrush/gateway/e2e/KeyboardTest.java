package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import org.junit.jupiter.api.Test;

/** The whole way without a mouse. */
class KeyboardTest extends BrowserTest {
  private static final int MOST_TABS = 60;

  @Test
  void everythingCanBeDoneByKeyboardAlone() {
    EditorPage editor = open().visit();
    Keyboard keys = editor.page().keyboard();
    editor.sees("[data-sample=rocket]");
    tabTo(editor, "data-sample", "rocket");
    keys.press("Enter");
    editor.pictureIsThere();

    tabTo(editor, "class", "surface");
    keys.press("ArrowDown");
    keys.press("ArrowDown");
    keys.press("Enter");
    assertThat(editor.locator(".marker")).hasText("+1");
    editor.mask();
    keys.press("ArrowLeft");
    keys.press("Shift+ArrowLeft");
    keys.press("Shift+ArrowLeft");
    keys.press("Shift+Enter");
    assertThat(editor.locator(".marker.exclude")).hasText("−2");
    editor.mask();

    keys.press("Shift+Escape");
    keys.type("흑백으로 바꿔줘");
    keys.press("Enter");
    editor.version(2);

    tabTo(editor, "class", "surface");
    keys.press("Control+z");
    editor.version(1);
    keys.press("Control+y");
    editor.version(2);
    keys.press("b");
    assertThat(editor.locator("[data-tool=brush]")).hasAttribute("aria-checked", "true");
    keys.press("]");
    keys.press("ArrowDown");
    keys.press("Enter");
    editor.mask();
    keys.press("Escape");
    assertThat(editor.page().waitForDownload(() -> keys.press("Control+s")).suggestedFilename())
        .endsWith(".jpg");
  }

  @Test
  void boxesAreDrawnByTwoCorners() {
    EditorPage editor = open().visit().sample("rocket");
    Keyboard keys = editor.page().keyboard();

    tabTo(editor, "class", "surface");
    keys.press("r");
    keys.press("ArrowUp");
    keys.press("Shift+ArrowUp");
    keys.press("Shift+ArrowLeft");
    keys.press("Enter");
    for (int step = 0; step < 4; step++) {
      keys.press("Shift+ArrowDown");
    }
    keys.press("Shift+ArrowRight");
    keys.press("Shift+ArrowRight");
    keys.press("Enter");

    assertThat(editor.mask()).contains("%");
  }

  @Test
  void lettersAreOffWhereTheyAreTurnedOff() {
    EditorPage editor = open().visit().sample("cat");
    Keyboard keys = editor.page().keyboard();
    editor.locator(".surface").focus();

    keys.press("Shift+?");
    editor.locator("cb-shortcuts input[type=checkbox]").uncheck();
    keys.press("Escape");
    editor.seesNo("cb-shortcuts");
    editor.locator(".surface").focus();
    keys.press("b");

    assertThat(editor.locator("[data-tool=point]")).hasAttribute("aria-checked", "true");
  }

  /** Presses Tab until the focus is where it should be; every stop must be visible. */
  private static void tabTo(EditorPage editor, String attribute, String value) {
    String wanted = attribute + "=" + value;
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      editor.page().keyboard().press("Tab");
      Object at =
          editor
              .page()
              .evaluate(
                  """
                  (name) => {
                    let at = document.activeElement;
                    while (at?.shadowRoot?.activeElement) {
                      at = at.shadowRoot.activeElement;
                    }
                    return `${name}=${(at?.getAttribute(name) ?? '').trim()}`;
                  }""",
                  attribute);
      if (wanted.equals(at)) {
        return;
      }
    }
    throw new AssertionError("expected Tab to reach " + wanted + " within " + MOST_TABS + " stops");
  }
}
