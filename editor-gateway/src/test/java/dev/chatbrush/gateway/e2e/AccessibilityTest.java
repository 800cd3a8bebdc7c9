package dev.chatbrush.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** axe finds nothing serious in any main state, in both languages and both appearances. */
class AccessibilityTest extends BrowserTest {
  /** What is read on a button is part of its name; axe still calls this rule an experiment. */
  private static final List<String> NAMES = List.of("label-content-name-mismatch");

  private static final Set<String> COUNTED = Set.of("serious", "critical");

  @ParameterizedTest
  @CsvSource({"ko-KR,LIGHT", "ko-KR,DARK", "en-US,LIGHT"}) // words change no colour
  void mainStatesHaveNoSeriousFault(String locale, ColorScheme scheme) {
    EditorPage editor = open(options(locale).setColorScheme(scheme)).visit();
    editor.sees("cb-first-screen .sample >> nth=0");
    isSound(editor, "first screen");

    editor.sample("astronaut");
    isSound(editor, "empty");
    editor.click(0.25, 0.7).mask();
    isSound(editor, "selected");

    editor.say("흑백으로 바꿔줘").version(2);
    isSound(editor, "result");
    editor.say("turn it into a spaceship").problem("LOOK_UNKNOWN");
    isSound(editor, "problem");

    editor.locator("#split").click();
    isSound(editor, "slider");
    editor.locator("#split").click();
    editor.locator(".abreast").click();
    isSound(editor, "side by side");
    editor.page().keyboard().press("Escape");
    editor.locator("[data-revision='1']").click();
    isSound(editor, "looking back");
    editor.locator("#download").click();
    isSound(editor, "menu");
    editor.page().keyboard().press("Escape");
    editor.locator(".surface").focus();
    editor.page().keyboard().press("Shift+?");
    editor.sees("cb-shortcuts dialog");
    isSound(editor, "shortcut sheet");
  }

  @ParameterizedTest
  @CsvSource({"320,640", "640,400"})
  void narrowAndEnlargedScreensLoseNothing(int width, int height) {
    Browser.NewContextOptions options = options("ko-KR").setViewportSize(width, height);
    EditorPage editor = open(options).visit().sample("cat");

    editor.click(0.5, 0.5);
    editor.mask();

    isSound(editor, "narrow");
    int overflow = (int) editor.page().evaluate("document.documentElement.scrollWidth");
    assertThat(overflow).isLessThanOrEqualTo(width);
    for (String control :
        List.of("#undo", "#compare", "#download", "[data-tool=eraser]", "#send")) {
      editor.locator(control).scrollIntoViewIfNeeded();
      assertThat(editor.locator(control).boundingBox().x).isBetween(0.0, (double) width);
    }
  }

  private static void isSound(EditorPage editor, String state) {
    // Fading in, colours are not yet what they become.
    editor.page().waitForTimeout(400);
    List<String> faults =
        Stream.of(new AxeBuilder(editor.page()), new AxeBuilder(editor.page()).withRules(NAMES))
            .flatMap(builder -> builder.analyze().getViolations().stream())
            .filter(AccessibilityTest::counts)
            .map(AccessibilityTest::told)
            .toList();
    assertThat(faults).as(state).isEmpty();
  }

  private static boolean counts(Rule rule) {
    return COUNTED.contains(rule.getImpact()) || rule.getId().equals("page-has-heading-one");
  }

  private static String told(Rule rule) {
    return rule.getId()
        + rule.getNodes().stream()
            .map(node -> " " + node.getTarget() + " " + node.getFailureSummary())
            .toList();
  }
}
