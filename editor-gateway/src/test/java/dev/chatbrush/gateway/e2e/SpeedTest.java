package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.LoadState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person waits for, in numbers; who starts it judges them. */
@Tag("page")
class SpeedTest extends BrowserTest {
  private static final int TURNS = 30;
  private static final double TURN = 60;
  private static final int FRAME_MILLIS = 16;
  private static final String LARGE = "dandelion-16mpx.jpg";

  private static final String WATCH_TASKS =
      """
      window.long = [];
      new PerformanceObserver((list) =>
        list.getEntries().forEach((entry) => window.long.push(entry.duration)),
      ).observe({ type: 'longtask' });
      window.frames95 = async (millis) => {
        const times = [];
        const end = performance.now() + millis;
        for (let last = performance.now(); last < end; ) {
          const now = await new Promise(requestAnimationFrame);
          times.push(now - last);
          last = now;
        }
        times.sort((a, b) => a - b);
        return times[Math.floor(times.length * 0.95)];
      };""";

  @Test
  void firstPage() {
    EditorPage editor = open();
    Map<String, Double> sizes = new HashMap<>();
    CDPSession network = editor.page().context().newCDPSession(editor.page());
    network.send("Network.enable");
    network.on(
        "Network.loadingFinished",
        (JsonObject ended) ->
            sizes.put(
                ended.get("requestId").getAsString(),
                ended.get("encodedDataLength").getAsDouble()));

    editor.visit();
    editor.sees("cb-first-screen .sample >> nth=0");
    editor.page().waitForLoadState(LoadState.NETWORKIDLE);

    double bytes = sizes.values().stream().mapToDouble(Double::doubleValue).sum();
    FigureFile.add("first_page_kb", bytes / 1000);
    FigureFile.add(
        "first_paint_ms",
        number(editor.page().evaluate("performance.getEntriesByName('first-paint')[0].startTime")));
  }

  @Test
  void fromTheDropToTheMask() {
    EditorPage editor = open().visit();
    long dropped = System.nanoTime();
    editor.upload(Stack.photo("astronaut.jpg"));
    FigureFile.add("drop_to_picture_ms", since(dropped));
    long clicked = System.nanoTime();
    editor.click(0.25, 0.7).mask();
    FigureFile.add("first_click_to_mask_ms", since(clicked));
    FigureFile.add("drop_to_mask_ms", since(dropped));
    clicked = System.nanoTime();
    editor.click(0.3, 0.8);
    assertThat(editor.locator(".marker")).hasCount(2);
    editor.mask();
    FigureFile.add("next_click_to_mask_ms", since(clicked));
  }

  @Test
  void aLargePictureIsSeenSoonAndMovesSmoothly() {
    EditorPage editor = open();
    editor.page().addInitScript(WATCH_TASKS);
    long dropped = System.nanoTime();
    editor.visit().upload(Stack.photo(LARGE));
    FigureFile.add("large_drop_to_picture_ms", since(dropped));
    editor.click(0.2, 0.3).mask();
    editor.page().waitForTimeout(1500);
    tasks(editor, "large_opening");

    zoom(editor);
    tasks(editor, "large_zooming");
    paint(editor);
    tasks(editor, "large_painting");

    editor.page().keyboard().press("Escape");
    edit(editor);
  }

  /** Between the end that the server tells and the first picture of it, and the sharp one. */
  private static void edit(EditorPage editor) {
    editor.say("흑백으로 바꿔줘").version(2);
    long done = System.nanoTime();
    editor
        .page()
        .waitForFunction(
            """
            () => {
              const stage = document.querySelector('cb-app').shadowRoot.querySelector('cb-stage');
              const seen = [...stage.shadowRoot.querySelectorAll('img.picture, img.quick')];
              return seen.some((at) => /revisions\\/2\\//.test(at.currentSrc)
                && at.complete && at.naturalWidth > 0);
            }""");
    FigureFile.add("large_edit_done_to_seen_ms", since(done));
    editor.pictureIsThere();
    FigureFile.add("large_edit_done_to_sharp_ms", since(done));
  }

  private static void zoom(EditorPage editor) {
    BoundingBox box = editor.locator("img.picture").boundingBox();
    editor.page().mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    editor.page().evaluate("() => { window.measured = window.frames95(4000); }");
    for (double turn : List.of(-TURN, TURN)) {
      for (int at = 0; at < TURNS; at++) {
        editor.page().mouse().wheel(0, turn);
        editor.page().waitForTimeout(50);
      }
    }
    FigureFile.add(
        "large_zooming_frame_p95_ms", number(editor.page().evaluate("() => window.measured")));
  }

  private static void paint(EditorPage editor) {
    editor.tool("brush");
    BoundingBox box = editor.locator("img.picture").boundingBox();
    double x = box.x + box.width * 0.4;
    double y = box.y + box.height * 0.4;
    Mouse mouse = editor.page().mouse();
    editor.page().evaluate("() => { window.measured = window.frames95(1500); }");
    mouse.move(x, y);
    mouse.down();
    for (int at = 0; at < 2 * TURNS; at++) {
      mouse.move(x + at * 4, y + Math.sin(at / 5.0) * 60);
      editor.page().waitForTimeout(FRAME_MILLIS);
    }
    mouse.up();
    FigureFile.add(
        "large_painting_frame_p95_ms", number(editor.page().evaluate("() => window.measured")));
    editor.mask();
  }

  /** Tasks over 50 ms since the last look, and their sum. */
  private static void tasks(EditorPage editor, String name) {
    List<?> tasks = (List<?>) editor.page().evaluate("() => window.long.splice(0)");
    FigureFile.add(name + "_long_tasks", tasks.size());
    FigureFile.add(name + "_long_ms", tasks.stream().mapToDouble(SpeedTest::number).sum());
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
