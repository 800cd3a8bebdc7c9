package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures that were worked on: found again, named, taken along, deleted. */
class PicturesTest extends BrowserTest {
  private static final String NAME = "제주도 커피.jpg";

  @Test
  void aPictureIsNamedTakenAlongAndDeleted(@TempDir Path folder) {
    EditorPage editor = open(options("ko-KR").setHasTouch(true).setIsMobile(true));
    editor.visit().sample("coffee");
    editor.say("흑백으로 바꿔줘").version(2);
    String id = editor.page().url().replaceFirst(".*#/s/", "");
    EditorPage other = openIn(editor.page().context());
    other.page().navigate(editor.page().url());
    other.pictureIsThere();

    editor.locator(".brand").click();
    assertThat(card(editor, id)).containsText("버전 2개");
    isSound(editor, "list");
    rename(editor, id);
    assertThat(other.locator("h1")).hasText(NAME);
    assertThat(other.locator("#notice")).containsText(NAME);
    Download file =
        editor.page().waitForDownload(() -> card(editor, id).locator("[download]").click());
    Path exported = folder.resolve(file.suggestedFilename());
    file.saveAs(exported);
    delete(editor, id);
    assertThat(other.locator("#notice")).containsText("사진과 함께 삭제되었습니다");
    other.sees("#choose");

    editor.locator("#open-file").setInputFiles(exported);
    editor.pictureIsThere().version(2);
    assertThat(editor.locator("h1")).hasText(NAME);
  }

  private static void rename(EditorPage editor, String id) {
    card(editor, id).locator("[data-do=rename]").click();
    isSound(editor, "renaming");
    editor.locator("#name").fill(NAME);
    editor.locator("#name").press("Enter");
    assertThat(card(editor, id)).containsText(NAME);
  }

  /** Enter says no: it was pressed by mistake. */
  private static void delete(EditorPage editor, String id) {
    Locator bin = card(editor, id).locator("[data-do=delete]");
    bin.click();
    isSound(editor, "deleting");
    editor.page().keyboard().press("Enter");
    assertThat(bin).isVisible();
    bin.click();
    editor.locator("#for-good").click();
    assertThat(editor.locator("#notice")).isVisible();
    assertThat(card(editor, id)).hasCount(0);
    assertThat(editor.locator("a[href$='%s']".formatted(id))).hasCount(0);
  }

  private static Locator card(EditorPage editor, String id) {
    return editor.locator("cb-pictures [data-session='%s']".formatted(id));
  }

  private static void isSound(EditorPage editor, String state) {
    assertThat(Axe.faults(editor)).as(state).isEmpty();
    assertThat(TouchTargets.tooSmall(editor)).as(state).isEmpty();
  }
}
