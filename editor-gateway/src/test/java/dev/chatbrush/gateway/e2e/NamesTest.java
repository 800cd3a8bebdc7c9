package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the running models let people choose has a name, and none is shown by its code. */
class NamesTest extends BrowserTest {
  /** All words of the panel. */
  private static final String SHOWN =
      """
      () => {
        const app = document.querySelector('cb-app').shadowRoot;
        const chat = app.querySelector('cb-chat').shadowRoot;
        const panel = chat.querySelector('cb-composer').shadowRoot.querySelector('cb-options');
        return [...panel.shadowRoot.querySelectorAll('label, legend, option')]
          .map((element) => element.textContent.trim()).filter((text) => text !== '');
      }""";

  private static final String CODES =
      """
      async () => {
        const { tools } = await (await fetch('/api/tools')).json();
        const options = tools.flatMap(({ models }) => models.flatMap((model) => model.options));
        return [...tools.map(({ tool }) => tool), ...options.map(({ name }) => name),
          ...options.flatMap(({ choices }) => choices ?? [])];
      }""";

  @ParameterizedTest
  @CsvSource({"ko-KR,\\p{IsHangul}", "en-US,^\\p{Lu}"})
  void nothingIsShownByItsCode(String locale, String letters) {
    EditorPage editor = open(options(locale)).visit().sample("cat");
    editor.locator("#options").click();
    assertThat(editor.locator("cb-options legend").first()).isVisible();

    List<Object> shown = List.copyOf((List<?>) editor.page().evaluate(SHOWN));

    assertThat(shown).hasSizeGreaterThan(5).doesNotContainAnyElementsOf(codes(editor));
    assertThat(shown).allSatisfy(text -> assertThat((String) text).containsPattern(letters));
  }

  private static List<Object> codes(EditorPage editor) {
    List<Object> codes = List.copyOf((List<?>) editor.page().evaluate(CODES));
    assertThat(codes).hasSizeGreaterThan(5);
    return codes;
  }
}
