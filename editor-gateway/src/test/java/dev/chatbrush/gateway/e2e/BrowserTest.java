package dev.chatbrush.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Gives each page a fresh profile in the browser that all classes of tests share. After every test
 * the page must have thrown nothing and broken no rule of its content security policy.
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedBrowser.class)
abstract class BrowserTest {
  /** The machine may be busy: waits are long, and end as soon as they can. */
  static final double PATIENCE_MILLIS = 120_000;

  private static final String RECORD_VIOLATIONS =
      """
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
      """;

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private Browser browser;

  /** What is seen where a test has failed; before its page is closed. */
  @RegisterExtension
  final AfterTestExecutionCallback pictures =
      test -> test.getExecutionException().ifPresent(fault -> takePictures(test.getDisplayName()));

  @BeforeAll
  void openBrowser(Browser shared) {
    Stack.url();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    browser = shared;
  }

  @AfterEach
  void pageWasSound() {
    List<Object> violations = new ArrayList<>();
    for (BrowserContext context : contexts) {
      for (Page page : context.pages()) {
        violations.addAll((List<?>) page.evaluate("window.violations"));
      }
      context.close();
    }
    contexts.clear();
    List<String> thrown = List.copyOf(faults);
    faults.clear();
    assertThat(thrown).as("errors thrown in the page").isEmpty();
    assertThat(violations).as("content security policy reports").isEmpty();
  }

  /** A page of the editor in a fresh profile, in Korean unless the options say otherwise. */
  EditorPage open(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options.setAcceptDownloads(true));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    context.addInitScript(RECORD_VIOLATIONS);
    contexts.add(context);
    return openIn(context);
  }

  EditorPage open() {
    return open(options("ko-KR"));
  }

  /** Another page of the same profile, as in a second tab. */
  EditorPage openIn(BrowserContext context) {
    Page page = context.newPage();
    page.onPageError(faults::add);
    return new EditorPage(page);
  }

  static Browser.NewContextOptions options(String locale) {
    return new Browser.NewContextOptions().setLocale(locale).setViewportSize(1440, 900);
  }

  private void takePictures(String test) {
    String name = getClass().getSimpleName() + "-" + test.replaceAll("[^A-Za-z0-9]+", "-");
    for (BrowserContext context : contexts) {
      for (Page page : context.pages()) {
        Path file = Path.of("target/e2e", name + "-" + context.pages().indexOf(page) + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
      }
    }
  }
}
