package dev.chatbrush.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** axe finds nothing serious in any state that a person gets the page into. */
@Tag("page")
class StatesTest extends BrowserTest {
  private static final int FEWEST = 30;

  @ParameterizedTest
  @CsvSource({"ko-KR,LIGHT", "en-US,LIGHT", "ko-KR,DARK"})
  void noStateHasASeriousFault(String locale, ColorScheme scheme) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    Browser.NewContextOptions options = options(locale).setColorScheme(scheme);
    beginning(open(options).visit(), found);
    selecting(open(options).visit().sample("astronaut"), found);
    talking(open(options).visit().sample("cat"), found);
    comparing(open(options).visit().sample("coffee"), found);
    waiting(open(options).visit().upload(Stack.photo("dandelion-16mpx.jpg")), found);
    List<int[]> screens = List.of(new int[] {320, 640}, new int[] {390, 844}, new int[] {844, 390});
    for (int[] screen : screens) {
      small(options(locale).setColorScheme(scheme), screen[0], screen[1], found);
    }

    FigureFile.add("axe_states_" + locale + "_" + scheme, found.size());
    FigureFile.add("axe_faulty_" + locale + "_" + scheme, faulty(found).size());
    assertThat(faulty(found)).isEmpty();
    assertThat(found).hasSizeGreaterThanOrEqualTo(FEWEST);
  }

  private static void beginning(EditorPage editor, Map<String, List<String>> found) {
    editor.sees("cb-first-screen .sample >> nth=0");
    look("first screen", editor, found);
    editor
        .locator("input#open-file")
        .setInputFiles(new FilePayload("IMG_1.HEIC", "image/heic", new byte[] {1, 2, 3}));
    editor.sees("#notice");
    look("a file that no browser reads", editor, found);
    editor
        .locator("input#open-file")
        .setInputFiles(new FilePayload("letter.txt", "text/plain", "dear".getBytes(UTF_8)));
    editor.sees("#notice.problem");
    look("a file that is no picture", editor, found);
    editor.page().navigate(Stack.url() + "/#/s/01ARZ3NDEKTSV4RRFFQ69G5FAV");
    editor.sees("#notice.problem");
    look("a link to nothing", editor, found);
    editor.page().navigate(Stack.url() + "/#/status");
    editor.sees("cb-status table >> nth=2");
    look("status", editor, found);
  }

  private static void selecting(EditorPage editor, Map<String, List<String>> found) {
    look("empty", editor, found);
    editor.click(0.25, 0.7).mask();
    look("selected", editor, found);
    editor.locator("[data-candidate]").last().click();
    editor.mask();
    look("another size of it", editor, found);
    editor.page().keyboard().press("Shift+V");
    editor.mask();
    look("inverted", editor, found);
    editor.page().keyboard().press("Shift+V");
    editor.locator(".icon-button.feather").click();
    editor.mask();
    look("feathered", editor, found);
    editor.locator("[data-join=subtract]").click();
    look("about to subtract", editor, found);
    editor.click(0.3, 0.9).mask();
    look("two parts", editor, found);
    editor.page().keyboard().press("Escape");
    editor.tool("lasso").click(0.3, 0.3).click(0.5, 0.3).click(0.5, 0.5);
    look("corners of a lasso", editor, found);
    editor.page().keyboard().press("Escape");
    editor.tool("brush").drag(0.3, 0.4, 0.6, 0.4).mask();
    look("painted", editor, found);
    editor.tool("eraser");
    look("eraser", editor, found);
    editor.tool("box");
    editor.locator(".surface").focus();
    editor.page().keyboard().press("ArrowDown");
    look("crosshair", editor, found);
  }

  private static void talking(EditorPage editor, Map<String, List<String>> found) {
    editor.say("이거 지워줘").idle();
    editor.sees("cb-message .theirs");
    look("asked where", editor, found);
    editor.locator("#options").click();
    look("options", editor, found);
    editor.locator("#plan-first").check();
    editor.locator("#options").click();
    editor.say("겨울로 바꿔줘");
    editor.sees("cb-plan form");
    look("a plan", editor, found);
    editor.locator("#run-plan").click();
    editor.version(2);
    look("a result", editor, found);
    editor.locator("cb-message details summary").click();
    look("how it was made", editor, found);
    editor.locator("#options").click();
    editor.locator("#plan-first").uncheck();
    editor.locator("#use-tool").selectOption("image_transform");
    look("a tool is meant", editor, found);
    editor.locator(".meant").click();
    editor.locator("#options").click();
    editor.say("turn it into a spaceship").problem("LOOK_UNKNOWN");
    look("what cannot be done", editor, found);
    editor.locator("input#open-file").setInputFiles(Stack.photo("rocket.jpg"));
    editor.sees("cb-replace-dialog dialog");
    look("another file", editor, found);
    editor.page().keyboard().press("Escape");
    editor.page().context().setOffline(true);
    editor.sees("#offline");
    look("offline", editor, found);
    editor.page().context().setOffline(false);
    editor.seesNo("#offline");
  }

  private static void comparing(EditorPage editor, Map<String, List<String>> found) {
    editor.say("흑백으로 바꿔줘").version(2);
    editor.say("유화처럼 두 가지로 보여줘").version(3);
    editor.locator("#split").click();
    look("slider", editor, found);
    editor.locator("#split").click();
    editor.locator(".surface").focus();
    editor.page().keyboard().down("Backslash");
    look("held", editor, found);
    editor.page().keyboard().up("Backslash");
    editor.locator(".abreast").click();
    look("side by side", editor, found);
    editor.page().keyboard().press("Escape");
    editor.locator("[data-revision='1']").click();
    look("looking back", editor, found);
    editor.locator("#download").click();
    look("menu", editor, found);
    editor.page().keyboard().press("Escape");
    editor.locator(".surface").focus();
    editor.page().keyboard().press("Shift+?");
    look("shortcut sheet", editor, found);
  }

  private static void waiting(EditorPage editor, Map<String, List<String>> found) {
    editor.say("유화처럼 바꿔줘");
    editor.sees("cb-progress [role=progressbar]");
    look("an edit runs", editor, found);
    if (editor.locator("cb-progress").count() > 0) {
      editor.say("흑백으로 바꿔줘");
      look("another one waits", editor, found);
    }
    Locator stop = editor.locator("#stop");
    if (stop.count() > 0) {
      stop.click();
    }
    editor.idle();
  }

  private void small(
      Browser.NewContextOptions options, int width, int height, Map<String, List<String>> found) {
    options.setViewportSize(width, height).setHasTouch(true).setIsMobile(true);
    EditorPage editor = open(options).visit();
    String screen = " on " + width + " by " + height;
    look("first screen" + screen, editor, found);
    editor.sample("cat").click(0.5, 0.5).mask();
    look("selected" + screen, editor, found);
    editor.say("흑백으로").version(2);
    look("result" + screen, editor, found);
  }

  private static void look(String state, EditorPage editor, Map<String, List<String>> found) {
    found.put(state, Axe.faults(editor));
  }

  private static List<String> faulty(Map<String, List<String>> found) {
    List<String> lines = new ArrayList<>();
    found.forEach(
        (state, faults) -> {
          if (!faults.isEmpty()) {
            lines.add(state + ": " + faults);
          }
        });
    return lines;
  }
}
