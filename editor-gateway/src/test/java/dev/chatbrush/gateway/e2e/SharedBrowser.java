package dev.chatbrush.gateway.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Opens one browser for all classes of tests; JUnit closes it after the last. */
final class SharedBrowser implements ParameterResolver {
  /** A class of tests with this tag is run in Firefox. */
  static final String FIREFOX = "firefox";

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

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    String name = context.getTags().contains(FIREFOX) ? FIREFOX : "chromium";
    return context
        .getRoot()
        .getStore(Namespace.create(SharedBrowser.class))
        .computeIfAbsent(name, SharedBrowser::open, Opened.class)
        .browser();
  }

  private static Opened open(String name) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Opened(
        playwright,
        name.equals(FIREFOX)
            ? playwright.firefox().launch(firefox())
            : playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(Stack.chromium()).setArgs(FLAGS)));
  }

  /** Firefox as it is installed, spoken to by WebDriver BiDi; Playwright's own is not needed. */
  private static LaunchOptions firefox() {
    Path program = Stack.firefox();
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          "expected Firefox at %s: apt-get install firefox-esr, or set CHATBRUSH_FIREFOX"
              .formatted(program));
    }
    return new LaunchOptions().setChannel("moz-firefox").setExecutablePath(program);
  }

  private record Opened(Playwright playwright, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      playwright.close();
    }
  }
}
