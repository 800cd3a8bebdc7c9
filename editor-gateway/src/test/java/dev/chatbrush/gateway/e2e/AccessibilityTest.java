package dev.chatbrush.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** axe finds nothing serious in any main state, in both languages and both appearances. */
class AccessibilityTest extends BrowserTest {
  @Test
  void mainStatesHaveNoSeriousFault() {
    mainStates(open(), Axe::faults);
  }

  /** Which rules hold everywhere is asked once; words and colours differ. */
  @Test
  void norInEnglishAndInTheDarkAndNothingMovesForWhoWantsThat() {
    Browser.NewContextOptions options =
        options("en-US").setColorScheme(ColorScheme.DARK).setReducedMotion(ReducedMotion.REDUCE);
    mainStates(
        open(options),
        editor ->
            Stream.of(Axe.faultsOfWordsAndColours(editor), Motion.of(editor))
                .flatMap(List::stream)
                .toList());
  }

  private static void mainStates(EditorPage editor, Function<EditorPage, List<String>> faults) {
    BiConsumer<String, EditorPage> isSound =
        (state, page) -> assertThat(faults.apply(page)).as(state).isEmpty();
    editor.visit();
    editor.sees("cb-first-screen .sample >> nth=0");
    isSound.accept("first screen", editor);

    editor.sample("astronaut");
    isSound.accept("empty", editor);
    editor.click(0.25, 0.7).mask();
    isSound.accept("selected", editor);

    editor.say("흑백으로 바꿔줘").version(2);
    isSound.accept("result", editor);
    editor.say("turn it into a spaceship").problem("LOOK_UNKNOWN");
    isSound.accept("problem", editor);

    editor.locator("#split").click();
    isSound.accept("slider", editor);
    editor.locator("#split").click();
    editor.locator(".abreast").click();
    isSound.accept("side by side", editor);
    editor.page().keyboard().press("Escape");
    editor.locator("[data-revision='1']").click();
    isSound.accept("looking back", editor);
    editor.locator("#download").click();
    isSound.accept("menu", editor);
    editor.page().keyboard().press("Escape");
    editor.locator(".surface").focus();
    editor.page().keyboard().press("Shift+?");
    editor.sees("cb-shortcuts dialog");
    isSound.accept("shortcut sheet", editor);
  }

  @ParameterizedTest
  @CsvSource({"320,640", "640,400"})
  void narrowAndEnlargedScreensLoseNothing(int width, int height) {
    Browser.NewContextOptions options =
        options("ko-KR").setViewportSize(width, height).setHasTouch(true).setIsMobile(true);
    EditorPage editor = open(options).visit();
    assertThat(TouchTargets.tooSmall(editor)).as("first screen").isEmpty();
    editor.sample("cat").click(0.5, 0.5).mask();

    isSound(editor, "narrow");
    assertThat(TouchTargets.tooSmall(editor)).as("selected").isEmpty();
    int overflow = (int) editor.page().evaluate("document.documentElement.scrollWidth");
    assertThat(overflow).isLessThanOrEqualTo(width);
    for (String control :
        List.of("#undo", "#compare", "#download", "[data-tool=eraser]", "#send")) {
      editor.locator(control).scrollIntoViewIfNeeded();
      assertThat(editor.locator(control).boundingBox().x).isBetween(0.0, (double) width);
    }
    editor.locator("#download").click();
    assertThat(TouchTargets.tooSmall(editor)).as("menu").isEmpty();
  }

  private static void isSound(EditorPage editor, String state) {
    assertThat(Axe.faults(editor)).as(state).isEmpty();
  }
}
