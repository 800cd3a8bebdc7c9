package dev.chatbrush.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Gets the page into every state that a person gets it into, and has each looked at. */
final class States {
  private final Supplier<EditorPage> pages;
  private final BiConsumer<String, EditorPage> eye;

  /**
   * @param pages opens a page of its own for each walk
   * @param eye is told of each state by its name
   */
  States(Supplier<EditorPage> pages, BiConsumer<String, EditorPage> eye) {
    this.pages = pages;
    this.eye = eye;
  }

  void walk() {
    beginning(visit());
    selecting(visit().sample("astronaut"));
    talking(visit().sample("cat"));
    comparing(visit().sample("coffee"));
    keeping(visit().sample("coffee"));
    waiting(visit().upload(Stack.photo("dandelion-16mpx.jpg")));
  }

  private EditorPage visit() {
    return pages.get().visit();
  }

  private void beginning(EditorPage editor) {
    editor.sees("cb-first-screen .sample >> nth=0");
    look("first screen", editor);
    editor
        .locator("input#open-file")
        .setInputFiles(new FilePayload("IMG_1.HEIC", "image/heic", new byte[] {1, 2, 3}));
    editor.sees("#notice");
    look("a file that no browser reads", editor);
    editor
        .locator("input#open-file")
        .setInputFiles(new FilePayload("letter.txt", "text/plain", "dear".getBytes(UTF_8)));
    editor.sees("#notice.problem");
    look("a file that is no picture", editor);
    editor.page().navigate(Stack.url() + "/#/s/01ARZ3NDEKTSV4RRFFQ69G5FAV");
    editor.sees("#notice.problem");
    look("a link to nothing", editor);
    editor.page().navigate(Stack.url() + "/#/status");
    editor.sees("cb-status table >> nth=2");
    look("status", editor);
  }

  private void selecting(EditorPage editor) {
    look("empty", editor);
    editor.click(0.25, 0.7).mask();
    look("selected", editor);
    editor.locator("[data-candidate]").last().click();
    editor.mask();
    look("another size of it", editor);
    editor.page().keyboard().press("Shift+V");
    editor.mask();
    look("inverted", editor);
    editor.page().keyboard().press("Shift+V");
    editor.locator(".icon-button.feather").click();
    editor.mask();
    look("feathered", editor);
    editor.locator("[data-join=subtract]").click();
    look("about to subtract", editor);
    editor.click(0.3, 0.9).mask();
    look("two parts", editor);
    editor.page().keyboard().press("Escape");
    editor.tool("lasso").click(0.3, 0.3).click(0.5, 0.3).click(0.5, 0.5);
    look("corners of a lasso", editor);
    editor.page().keyboard().press("Escape");
    editor.tool("brush").drag(0.3, 0.4, 0.6, 0.4).mask();
    look("painted", editor);
    editor.tool("eraser");
    look("eraser", editor);
    editor.tool("box");
    editor.locator(".surface").focus();
    editor.page().keyboard().press("ArrowDown");
    look("crosshair", editor);
  }

  private void talking(EditorPage editor) {
    editor.say("이거 지워줘").idle();
    editor.sees("cb-message .theirs");
    look("asked where", editor);
    editor.locator("#options").click();
    look("options", editor);
    editor.locator("#plan-first").check();
    editor.locator("#options").click();
    editor.say("겨울로 바꿔줘");
    editor.sees("cb-plan form");
    look("a plan", editor);
    editor.locator("#run-plan").click();
    editor.version(2);
    look("a result", editor);
    editor.locator("cb-message details summary").click();
    look("how it was made", editor);
    editor.locator("#options").click();
    editor.locator("#plan-first").uncheck();
    editor.locator("#use-tool").selectOption("image_transform");
    look("a tool is meant", editor);
    editor.locator(".meant").click();
    editor.locator("#options").click();
    editor.say("turn it into a spaceship").problem("LOOK_UNKNOWN");
    look("what cannot be done", editor);
    editor.locator("input#open-file").setInputFiles(Stack.photo("rocket.jpg"));
    editor.sees("cb-replace-dialog dialog");
    look("another file", editor);
    editor.page().keyboard().press("Escape");
    editor.page().context().setOffline(true);
    editor.sees("#offline");
    look("offline", editor);
    editor.page().context().setOffline(false);
    editor.seesNo("#offline");
  }

  private void comparing(EditorPage editor) {
    editor.say("흑백으로 바꿔줘").version(2);
    editor.say("유화처럼 두 가지로 보여줘").version(3);
    editor.locator("#split").click();
    look("slider", editor);
    editor.locator("#split").click();
    editor.locator(".surface").focus();
    editor.page().keyboard().down("Backslash");
    look("held", editor);
    editor.page().keyboard().up("Backslash");
    editor.locator(".abreast").click();
    look("side by side", editor);
    editor.page().keyboard().press("Escape");
    editor.locator("[data-revision='1']").click();
    look("looking back", editor);
    editor.locator("#download").click();
    look("menu", editor);
    editor.page().keyboard().press("Escape");
    if (editor.locator("#more").isVisible()) {
      editor.locator("#more").click();
      look("menu of what has no room", editor);
      editor.page().keyboard().press("Escape");
    }
    editor.locator(".surface").focus();
    editor.page().keyboard().press("Shift+?");
    look("shortcut sheet", editor);
  }

  private void keeping(EditorPage editor) {
    editor.locator(".brand").click();
    Locator first = editor.locator("cb-pictures li").first();
    first.locator("[data-do=rename]").waitFor();
    look("my pictures", editor);
    first.locator("[data-do=rename]").click();
    look("another name", editor);
    editor.page().keyboard().press("Escape");
    first.locator("[data-do=delete]").click();
    look("about to delete", editor);
  }

  private void waiting(EditorPage editor) {
    editor.say("유화처럼 바꿔줘");
    editor.sees("cb-progress [role=progressbar]");
    look("an edit runs", editor);
    if (editor.locator("cb-progress").count() > 0) {
      editor.say("흑백으로 바꿔줘");
      look("another one waits", editor);
    }
    Locator stop = editor.locator("#stop");
    if (stop.count() > 0) {
      stop.click();
    }
    editor.idle();
  }

  private void look(String state, EditorPage editor) {
    eye.accept(state, editor);
  }
}
