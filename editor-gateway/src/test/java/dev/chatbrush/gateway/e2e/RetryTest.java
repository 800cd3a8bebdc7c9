package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

/** What has failed is tried again as it was sent, whatever has been chosen since. */
class RetryTest extends BrowserTest {
  private static final String MESSAGES = "**/api/sessions/*/messages";

  @Test
  void aTryTakesToolSelectionAndVersionAsTheyWereSent() {
    EditorPage editor = open().visit().sample("cat");
    editor.say("흑백으로 바꿔줘").version(2);
    editor.click(0.5, 0.5).mask();
    useTool(editor, "image_transform");
    editor.page().route(MESSAGES, RetryTest::fail);
    editor.say("노을로 바꿔줘").problem("INFERENCE_TIMEOUT");
    editor.page().unroute(MESSAGES);
    useTool(editor, "background_erase");
    editor.locator("[data-revision='1']").click();
    editor.locator(".tag button").first().click();
    editor.version(1);

    Request tried =
        editor.page().waitForRequest(MESSAGES, () -> editor.locator(".retry").last().click());

    assertThat(tried.postData()).contains("image_transform").doesNotContain("background_erase");
    assertThat(editor.locator("#notice")).containsText("버전 2");
    editor.version(3);
    assertThat(editor.locator("cb-message .locked")).hasCount(1);
  }

  private static void useTool(EditorPage editor, String tool) {
    editor.locator("#options").click();
    editor.locator("#use-tool").selectOption(tool);
    editor.locator("#options").click();
  }

  private static void fail(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(504)
            .setContentType("application/problem+json")
            .setBody(
                """
                {"type": "/problems/inference-timeout", "title": "Too slow", "status": 504,
                 "detail": "as a test says", "code": "INFERENCE_TIMEOUT", "retryable": true}"""));
  }
}
