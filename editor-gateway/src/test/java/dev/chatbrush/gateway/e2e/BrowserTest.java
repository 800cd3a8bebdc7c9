package dev.chatbrush.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/**
 * Opens a browser for a class of tests and a fresh profile for each page. After every test the page
 * must have thrown nothing and broken no rule of its content security policy.
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {
  /** The machine may be busy: waits are long, and end as soon as they can. */
  static final double PATIENCE_MILLIS = 120_000;

  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final String RECORD_VIOLATIONS =
      """
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
      """;

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private Playwright playwright;
  private Browser browser;

  @BeforeAll
  void openBrowser() {
    Stack.url();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(Stack.chromium()).setArgs(FLAGS));
  }

  @AfterAll
  void closeBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @AfterEach
  void pageWasSound(TestInfo test) {
    List<Object> violations = new ArrayList<>();
    for (BrowserContext context : contexts) {
      for (Page page : context.pages()) {
        violations.addAll((List<?>) page.evaluate("window.violations"));
        page.screenshot(
            new Page.ScreenshotOptions().setPath(Path.of("target/e2e", fileName(test) + ".png")));
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

  private static String fileName(TestInfo test) {
    return test.getTestClass().orElseThrow().getSimpleName()
        + "-"
        + test.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-");
  }
}
