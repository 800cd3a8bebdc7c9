package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Korean is typed by composing syllables; the Enter that ends a composition must not send. */
class CompositionTest extends BrowserTest {

  @Test
  void oneEnterAfterComposingSendsOnceAndWhole() {
    EditorPage editor = open().visit().sample("cat");
    List<String> sent = recordMessages(editor);
    editor.locator("textarea").focus();
    CDPSession keyboard = editor.page().context().newCDPSession(editor.page());

    compose(keyboard, "흑백으로 바꿔줘");
    pressEnterOfTheComposition(keyboard);
    assertThat(editor.locator("textarea")).hasValue("흑백으로 바꿔줘");
    assertThat(sent).isEmpty();
    commit(keyboard, "흑백으로 바꿔줘");
    editor.page().keyboard().press("Enter");

    editor.version(2);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0)).contains("\"흑백으로 바꿔줘\"");
    assertThat(editor.locator("textarea")).hasValue("");
    assertThat(editor.locator("cb-message[mine]")).hasCount(1);
  }

  @Test
  void shiftEnterBeginsANewLineAndArrowUpRecalls() {
    EditorPage editor = open().visit().sample("cat");
    List<String> sent = recordMessages(editor);

    editor.locator("textarea").fill("더 밝게");
    editor.locator("textarea").press("Shift+Enter");
    assertThat(editor.locator("textarea")).hasValue("더 밝게\n");
    assertThat(sent).isEmpty();
    editor.locator("textarea").press("Enter");
    editor.version(2);
    editor.locator("textarea").press("ArrowUp");

    assertThat(editor.locator("textarea")).hasValue("더 밝게");
  }

  private static List<String> recordMessages(EditorPage editor) {
    List<String> sent = new ArrayList<>();
    editor
        .page()
        .onRequest(
            (Request request) -> {
              if (request.url().endsWith("/messages")) {
                sent.add(request.postData());
              }
            });
    return sent;
  }

  /** The text as it stands underlined while it is composed. */
  private static void compose(CDPSession keyboard, String text) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("text", text);
    parameters.addProperty("selectionStart", text.length());
    parameters.addProperty("selectionEnd", text.length());
    keyboard.send("Input.imeSetComposition", parameters);
  }

  /** Browsers report the key that goes to the input method with key code 229. */
  private static void pressEnterOfTheComposition(CDPSession keyboard) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("type", "rawKeyDown");
    parameters.addProperty("key", "Enter");
    parameters.addProperty("code", "Enter");
    parameters.addProperty("windowsVirtualKeyCode", 229);
    parameters.add("commands", new JsonArray());
    keyboard.send("Input.dispatchKeyEvent", parameters);
  }

  private static void commit(CDPSession keyboard, String text) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("text", text);
    keyboard.send("Input.insertText", parameters);
  }
}
