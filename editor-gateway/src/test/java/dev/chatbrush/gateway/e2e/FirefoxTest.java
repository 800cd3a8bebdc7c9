package dev.chatbrush.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main path in another browser: from the photo on a disk to the result on it. */
@Tag("page")
@Tag(SharedBrowser.FIREFOX)
class FirefoxTest extends BrowserTest {
  @Test
  void uploadsPointsSaysAndDownloads() throws IOException {
    EditorPage editor = open();
    MainPath.points(editor);
    MainPath.erases(editor);
    editor.locator("#undo").click();
    editor.version(1);
    editor.locator("#redo").click();
    editor.version(2);

    MainPath.downloads(editor);
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
