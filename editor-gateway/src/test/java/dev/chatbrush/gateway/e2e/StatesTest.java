package dev.chatbrush.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state that a person gets the page into is sound: axe, and a fingertip on phones. */
@Tag("page")
class StatesTest extends BrowserTest {
  private static final int FEWEST = 30;

  @ParameterizedTest
  @CsvSource({"ko-KR,LIGHT", "en-US,LIGHT", "ko-KR,DARK"})
  void noStateHasASeriousFault(String locale, ColorScheme scheme) {
    Browser.NewContextOptions options = options(locale).setColorScheme(scheme);
    Map<String, List<String>> found = new LinkedHashMap<>();

    new States(() -> open(options), (state, editor) -> found.put(state, Axe.faults(editor))).walk();

    judge("axe", locale + "_" + scheme, found);
  }

  /** Upright, on its side, and the narrowest there are. */
  @ParameterizedTest
  @CsvSource({"390,844,ko-KR", "844,390,en-US", "320,640,ko-KR"})
  void everyControlOfAPhoneIsAsLargeAsAFingertip(int width, int height, String locale) {
    Browser.NewContextOptions phone =
        options(locale).setViewportSize(width, height).setHasTouch(true).setIsMobile(true);
    Map<String, List<String>> found = new LinkedHashMap<>();

    new States(() -> open(phone), (state, editor) -> found.put(state, faultsOn(width, editor)))
        .walk();

    judge("phone", width + "x" + height, found);
  }

  private static List<String> faultsOn(int width, EditorPage editor) {
    List<String> faults = new ArrayList<>(Axe.faults(editor));
    faults.addAll(TouchTargets.tooSmall(editor));
    int needed = (int) editor.page().evaluate("document.documentElement.scrollWidth");
    if (needed > width) {
      faults.add("it scrolls sideways to " + needed);
    }
    return faults;
  }

  private static void judge(String what, String way, Map<String, List<String>> found) {
    List<String> faulty = new ArrayList<>();
    found.forEach(
        (state, faults) -> {
          if (!faults.isEmpty()) {
            faulty.add(state + ": " + faults);
          }
        });
    FigureFile.add(what + "_states_" + way, found.size());
    FigureFile.add(what + "_faulty_" + way, faulty.size());
    assertThat(faulty).isEmpty();
    assertThat(found).hasSizeGreaterThanOrEqualTo(FEWEST);
  }
}
