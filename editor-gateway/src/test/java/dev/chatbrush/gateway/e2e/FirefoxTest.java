package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main path in another browser: from the photo on a disk to the result on it. */
@Tag("page")
@Tag(SharedBrowser.FIREFOX)
class FirefoxTest extends BrowserTest {
  private static final byte[] PNG_MAGIC = {(byte) 0x89, 'P', 'N', 'G'};

  @Test
  void uploadsPointsSaysAndDownloads() throws IOException {
    EditorPage editor = open().visit().upload(Stack.photo("astronaut.jpg"));
    editor.click(0.8, 0.35);
    assertThat(editor.locator(".marker")).hasText("+1");
    assertThat(editor.mask()).contains("%");

    editor.locator("textarea").pressSequentially("이거 지워줘");
    editor.locator("textarea").press("Enter");
    editor.version(2).pictureIsThere();
    assertThat(editor.locator(".card .locked").last()).isVisible();
    assertThat(editor.hashOf(2)).isNotEqualTo(editor.hashOf(1));
    editor.locator("#undo").click();
    editor.version(1);
    editor.locator("#redo").click();
    editor.version(2);

    Download download =
        editor
            .page()
            .waitForDownload(
                () -> {
                  editor.locator("#download").click();
                  editor.locator("[data-format=png]").click();
                });
    assertThat(download.suggestedFilename()).matches("astronaut.*\\.png");
    assertThat(Files.readAllBytes(download.path())).startsWith(PNG_MAGIC);
  }

  @Test
  void drawsByBoxBrushAndLassoAndKeepsTheSession() {
    EditorPage editor = open().visit().sample("cat");
    editor.drag(0.3, 0.3, 0.7, 0.8);
    assertThat(editor.mask()).contains("%");
    editor.page().keyboard().press("Escape");
    editor.tool("brush").drag(0.3, 0.4, 0.6, 0.4);
    assertThat(editor.mask()).contains("%");
    editor.page().keyboard().press("Escape");
    editor.tool("lasso");
    editor.click(0.2, 0.2).click(0.6, 0.2).click(0.6, 0.6).click(0.2, 0.6).click(0.2, 0.2);
    String mask = editor.mask();

    editor.page().reload();
    editor.pictureIsThere();

    assertThat(editor.mask()).isEqualTo(mask);
  }
}
