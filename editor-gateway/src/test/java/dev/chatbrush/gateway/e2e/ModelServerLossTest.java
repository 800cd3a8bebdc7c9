package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Triton dies in the middle of an edit: the person keeps everything and is told the truth. */
class ModelServerLossTest extends BrowserTest {

  @AfterEach
  void leaveTheStackWhole() {
    Stack.heal();
  }

  @Test
  void tellsWhatIsLostKeepsTheRestAndHeals() throws IOException {
    EditorPage editor = open().visit().sample("coffee");
    editor.say("흑백으로 바꿔줘").version(2);

    killTritonDuring(editor, "유화처럼 바꿔줘");

    assertThat(editor.problem("MODEL_SERVER_LOST")).containsText("서버가 멈췄습니다");
    editor.sees("#degraded");
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
                  editor.locator("[data-format=jpeg]").click();
                });
    assertThat(Files.size(download.path())).isPositive();

    Stack.heal();
    editor.seesNo("#degraded");
    editor.locator(".retry").last().click();
    editor.version(3);
  }

  /** Triton is halted first, so that the edit surely runs when it is killed. */
  private static void killTritonDuring(EditorPage editor, String text) {
    long triton = Stack.tritonPid();
    Stack.signal("STOP", triton);
    editor.say(text);
    editor.sees("cb-progress [role=progressbar]");
    Stack.signal("KILL", triton);
  }
}
