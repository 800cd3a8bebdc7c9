package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.MouseButton;
import java.nio.file.Path;

/** The editor as a person meets it. Places in the picture are shares of its width and height. */
final class EditorPage {
  /** Counts the pixels of the overlay that are painted. */
  private static final String PAINTED =
      """
      () => {
        const app = document.querySelector('cb-app').shadowRoot;
        const canvas = app.querySelector('cb-stage').shadowRoot.querySelector('canvas');
        const { width, height } = canvas;
        const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
        let painted = 0;
        for (let at = 3; at < data.length; at += 4) {
          painted += data[at] > 0 ? 1 : 0;
        }
        return painted;
      }""";

  private final Page page;

  EditorPage(Page page) {
    this.page = page;
  }

  Page page() {
    return page;
  }

  EditorPage visit() {
    page.navigate(Stack.url() + "/");
    assertThat(locator("#choose")).isVisible();
    return this;
  }

  EditorPage upload(Path picture) {
    locator("input[type=file]").setInputFiles(picture);
    return pictureIsThere();
  }

  EditorPage sample(String id) {
    locator("[data-sample=%s]".formatted(id)).click();
    return pictureIsThere();
  }

  EditorPage pictureIsThere() {
    assertThat(locator("img.picture")).isVisible();
    page.waitForFunction(
        """
        () => {
          const stage = document.querySelector('cb-app').shadowRoot.querySelector('cb-stage');
          const picture = stage?.shadowRoot.querySelector('img.picture');
          return picture?.complete && picture.naturalWidth > 0;
        }""");
    return this;
  }

  EditorPage click(double x, double y) {
    return click(x, y, MouseButton.LEFT);
  }

  EditorPage click(double x, double y, MouseButton button) {
    BoundingBox box = locator("img.picture").boundingBox();
    page.mouse()
        .click(
            box.x + box.width * x,
            box.y + box.height * y,
            new com.microsoft.playwright.Mouse.ClickOptions().setButton(button));
    return this;
  }

  /** Presses at one place, moves to another, and lets go. */
  EditorPage drag(double x0, double y0, double x1, double y1) {
    BoundingBox box = locator("img.picture").boundingBox();
    page.mouse().move(box.x + box.width * x0, box.y + box.height * y0);
    page.mouse().down();
    page.mouse()
        .move(
            box.x + box.width * x1,
            box.y + box.height * y1,
            new com.microsoft.playwright.Mouse.MoveOptions().setSteps(12));
    page.mouse().up();
    return this;
  }

  EditorPage tool(String name) {
    locator("[data-tool=%s]".formatted(name)).click();
    return this;
  }

  /** Waits for the mask and returns what the bar says of its size. */
  String mask() {
    assertThat(locator("cb-selection-bar .bar")).hasAttribute("aria-busy", "false");
    Locator share = locator("cb-selection-bar .share");
    assertThat(share).containsText("%");
    page.waitForFunction("() => (" + PAINTED + ")() > 200");
    return share.textContent();
  }

  /** Says something, and returns at once. */
  EditorPage say(String text) {
    locator("textarea").fill(text);
    locator("textarea").press("Enter");
    return this;
  }

  /** Waits until this version is the current one and nothing runs. */
  EditorPage version(int number) {
    assertThat(locator("[data-revision='%d'][aria-current]".formatted(number))).isVisible();
    assertThat(locator("cb-progress")).hasCount(0);
    return this;
  }

  /** Waits until the picture is shown again as it was opened, with nothing selected. */
  EditorPage idle() {
    assertThat(locator("cb-progress")).hasCount(0);
    return this;
  }

  Locator locator(String selector) {
    return page.locator(selector);
  }

  /** Waits for a card that tells of this problem. */
  Locator problem(String code) {
    Locator card = locator(".card.problem", code).last();
    assertThat(card).isVisible();
    return card;
  }

  void sees(String selector) {
    assertThat(locator(selector)).isVisible();
  }

  void seesNo(String selector) {
    assertThat(locator(selector)).hasCount(0);
  }

  /** SHA-256 of a version's pixels as PNG, in hexadecimal. */
  String hashOf(int revision) {
    return (String)
        page.evaluate(
            """
            async (revision) => {
              const id = location.hash.replace('#/s/', '');
              const url = `/api/sessions/${id}/revisions/${revision}/image?format=png`;
              const bytes = await (await fetch(url)).arrayBuffer();
              const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
              return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
            }""",
            revision);
  }

  private Locator locator(String selector, String text) {
    return page.locator(selector, new Page.LocatorOptions().setHasText(text));
  }
}
