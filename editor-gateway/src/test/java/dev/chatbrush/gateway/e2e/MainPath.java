package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;

/** From the photo on a disk to the result on it, step by step, whatever the browser. */
final class MainPath {
  private static final byte[] PNG_MAGIC = {(byte) 0x89, 'P', 'N', 'G'};

  private MainPath() {}

  /** Opens a photo and points at something in it. */
  static void points(EditorPage editor) {
    editor.visit().upload(Stack.photo("astronaut.jpg")).click(0.8, 0.35);
    assertThat(editor.locator(".marker")).hasText("+1");
    assertThat(editor.mask()).contains("%");
  }

  /** Erases what is selected, by words that are typed. */
  static void erases(EditorPage editor) {
    editor.locator("textarea").pressSequentially("이거 지워줘");
    editor.locator("textarea").press("Enter");
    editor.version(2).pictureIsThere();
    assertThat(editor.locator(".card .locked").last()).isVisible();
    assertThat(editor.hashOf(2)).isNotEqualTo(editor.hashOf(1));
  }

  static void downloads(EditorPage editor) throws IOException {
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
}
