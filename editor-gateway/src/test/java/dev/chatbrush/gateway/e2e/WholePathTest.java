package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person does first, from the photo on their disk to the result on their disk. */
class WholePathTest extends BrowserTest {
  @Test
  void uploadsPointsErasesUndoesComparesAndDownloads() throws IOException {
    EditorPage editor = open();
    MainPath.points(editor);
    editor.drag(0.68, 0.01, 0.93, 0.57).mask();
    MainPath.erases(editor);

    editor.locator(".small.undo").click();
    editor.version(1);
    editor.locator("#redo").click();
    editor.version(2);
    editor.locator("#reset").click();
    editor.version(1);
    editor.page().keyboard().press("Control+Shift+Z");
    editor.version(2);

    comparesWhileHeld(editor);
    MainPath.downloads(editor);
    screenshot(editor);
  }

  private static void comparesWhileHeld(EditorPage editor) {
    editor.locator(".surface").focus();
    editor.page().keyboard().down("Backslash");
    editor.sees("img.original.shown");
    editor.page().keyboard().up("Backslash");
    editor.seesNo("img.original.shown");
    editor.locator("#compare").hover();
    editor.page().mouse().down();
    editor.sees("img.original.shown");
    editor.page().mouse().up();
    editor.seesNo("img.original.shown");
  }

  /** For the README: a result, and the next thing already selected. */
  private static void screenshot(EditorPage editor) {
    editor.click(0.25, 0.7).mask();
    editor.say("이 옷을 파란색으로 바꿔줘").version(3);
    editor.click(0.06, 0.25).mask();
    editor.locator("textarea").fill("이것도 지워줘");
    assertThat(editor.locator("#send")).isEnabled();
    Path file =
        Path.of(
            Optional.ofNullable(System.getenv("CHATBRUSH_SCREENSHOT"))
                .orElse("target/e2e/screenshot.png"));
    editor.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void showsProgressAndStopsWithNothingStored() {
    EditorPage editor = open().visit().upload(Stack.photo("dandelion-16mpx.jpg"));

    editor.say("유화처럼 바꿔줘");
    editor.sees("cb-progress [role=progressbar]");
    editor.locator("#stop").click();
    editor.idle();

    editor.seesNo("[data-revision='2']");
    assertThat(editor.locator("cb-message").first()).containsText("유화처럼 바꿔줘");
    assertThat(editor.locator("#send")).isVisible();
  }

  @Test
  void asksBackWhenItIsNotClearWhatToErase() {
    EditorPage editor = open().visit().sample("cat");

    editor.say("이거 지워줘");
    editor.idle();

    assertThat(editor.locator("cb-message").last().locator(".theirs"))
        .containsText(Pattern.compile("[가-힣].*\\?"));
    editor.seesNo("[data-revision='2']");
  }

  @Test
  void anExampleOfTheFirstScreenWorksWithoutAnUpload() {
    EditorPage editor = open().visit();

    editor.locator("cb-first-screen .example").nth(1).click();
    editor.pictureIsThere();

    editor.version(2);
  }
}
