package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where people sign in: each sees their own, a link opens one session, and a key that ends ends.
 */
class SigningInTest extends BrowserTest {
  private static GatewayWithLogins gateway;

  @BeforeAll
  static void begin(@TempDir Path folder) throws IOException {
    gateway = GatewayWithLogins.start(folder);
  }

  @AfterAll
  static void end() throws IOException {
    gateway.close();
  }

  @Test
  void peopleSeeTheirOwnAndWhatTheyAreShown() throws IOException {
    EditorPage anna = signedIn(open(), gateway.key("anna").secret());
    anna.sample("coffee").say("흑백으로 바꿔줘").version(2);
    String address = anna.page().url();
    anna.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    anna.locator("#link").click();
    assertThat(anna.locator("#notice")).containsText("누구나 이 사진을 볼 수 있습니다");
    String link = (String) anna.page().evaluate("navigator.clipboard.readText()");

    EditorPage guest = open();
    guest.page().navigate(link);
    guest.pictureIsThere().version(2);
    assertThat(guest.page()).hasURL(address);
    guest.say("흑백으로 바꿔줘").problem("SHARE_VIEW_ONLY");

    EditorPage ben = signedIn(open(), gateway.key("ben").secret());
    ben.sees("#sign-out");
    assertThat(ben.locator("cb-pictures li")).hasCount(0);
    ben.page().navigate(address);
    ben.sees("#notice.problem");

    anna.locator(".brand").click();
    assertThat(anna.locator("cb-pictures li")).hasCount(1);
    anna.locator("#sign-out").click();
    assertThat(anna.page()).hasURL(gateway.url() + "/login");
    anna.page().navigate(address);
    anna.sees("#key");
  }

  @Test
  void whoseKeyEndsIsAskedForAnotherAndComesBack() throws IOException {
    GatewayWithLogins.Key first = gateway.key("cleo");
    EditorPage cleo = signedIn(open(), first.secret()).sample("cat");
    String address = cleo.page().url();

    gateway.revoke(first.id());
    cleo.sees("#key");
    assertThat(Axe.faults(cleo)).isEmpty();
    assertThat(cleo.locator("main")).containsText("로그인하면 보던 화면으로 돌아갑니다");
    signIn(cleo, gateway.key("cleo").secret()).pictureIsThere();

    assertThat(cleo.page()).hasURL(address);
  }

  private static EditorPage signedIn(EditorPage page, String secret) {
    page.page().navigate(gateway.url() + "/");
    signIn(page, secret);
    assertThat(page.locator("#choose")).isVisible();
    return page;
  }

  private static EditorPage signIn(EditorPage page, String secret) {
    page.locator("#key").fill(secret);
    page.locator("#key").press("Enter");
    return page;
  }
}
