package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever is written in names and messages stays text. */
class HostileTextTest extends BrowserTest {
  private static final String RAN = "window.ran=(window.ran||0)+1";
  private static final List<String> MARKUP =
      List.of(
          "<script>%s</script>",
          "<img src=x onerror=%s>",
          "<svg onload=%s>",
          "<svg><animate onbegin=%s attributeName=x dur=1s>",
          "<iframe srcdoc='<script>parent.%s</script>'></iframe>",
          "<details open ontoggle=%s>",
          "<style>@import 'data:text/css,*{color:red}'</style><b onmouseover=%s>b</b>",
          "\"><script>%s</script>",
          "'-%s-'",
          "${%s}",
          "{{constructor.constructor('%s')()}}",
          "javascript:%s",
          "<a href=javascript:%s>x</a>",
          "<math><mtext></form><form><mglyph><style></math><img src onerror=%s>",
          "<!--><img src=x onerror=%s>-->",
          "\u202e<script>%s</script>");

  @Test
  void hostileMessagesAreShownAsTheyAreTyped() {
    EditorPage editor = open(options("en-US")).visit().sample("cat");
    List<String> dialogs = watchDialogs(editor);

    for (String pattern : MARKUP) {
      editor.say(pattern.formatted(RAN));
      assertThat(editor.locator("cb-message[mine]")).hasCount(MARKUP.indexOf(pattern) + 1);
      editor.idle();
    }

    assertThat(editor.locator("cb-message[mine]")).hasCount(MARKUP.size());
    assertThat(editor.locator("cb-message[mine]").first()).containsText("<script>");
    nothingRan(editor, dialogs);
    editor.page().reload();
    editor.pictureIsThere();
    assertThat(editor.locator("cb-message[mine]")).hasCount(MARKUP.size());
    nothingRan(editor, dialogs);
  }

  @Test
  void hostileFileNamesAreNames() throws IOException {
    EditorPage editor = open(options("en-US")).visit();
    List<String> dialogs = watchDialogs(editor);
    byte[] photo = Files.readAllBytes(Stack.photo("cat.jpg"));

    for (String pattern : List.of("<img src=x onerror=%s>.jpg", "\"><svg onload=%s>.jpg")) {
      editor
          .locator("input[type=file]")
          .setInputFiles(new FilePayload(pattern.formatted(RAN), "image/jpeg", photo));
      editor.pictureIsThere();
      assertThat(editor.locator("cb-topbar .file")).containsText("=window.ran");
      nothingRan(editor, dialogs);
      editor.locator(".brand").click();
      editor.sees("#choose");
    }
  }

  @Test
  void hostileAddressesOpenNothing() {
    EditorPage editor = open(options("en-US"));
    List<String> dialogs = watchDialogs(editor);

    editor.page().navigate(Stack.url() + "/#/s/../../<img src=x onerror=" + RAN + ">");

    editor.sees("#choose");
    nothingRan(editor, dialogs);
  }

  private static List<String> watchDialogs(EditorPage editor) {
    List<String> dialogs = new ArrayList<>();
    editor
        .page()
        .onDialog(
            (Dialog dialog) -> {
              dialogs.add(dialog.message());
              dialog.dismiss();
            });
    return dialogs;
  }

  private static void nothingRan(EditorPage editor, List<String> dialogs) {
    assertThat(editor.page().evaluate("window.ran ?? 0")).isEqualTo(0);
    assertThat(dialogs).isEmpty();
  }
}
