package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.FileChooser;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import org.junit.jupiter.api.Test;

/** A picture of the person's own goes behind the subject, on the real stack. */
class PictureBehindTest extends BrowserTest {
  @Test
  void aChosenPictureGoesBehindAndUndoTakesItBack() {
    EditorPage editor = open().visit().upload(Stack.photo("astronaut.jpg"));
    RgbImage before = picture(editor, 1);

    FileChooser chooser =
        editor.page().waitForFileChooser(() -> editor.locator("#add-picture").click());
    chooser.setFiles(Stack.photo("coffee.jpg"));
    assertThat(editor.locator(".added img")).isVisible();
    editor.say("배경을 이 사진으로 바꿔줘").version(2);

    assertThat(editor.locator(".added")).hasCount(0);
    RgbImage after = picture(editor, 2);
    assertThat(after.width()).isEqualTo(before.width());
    assertThat(after.isSeeThrough()).isFalse();
    assertThat(pixel(after, 4, 4)).isNotEqualTo(pixel(before, 4, 4));
    int middle = before.width() / 2;
    int chest = before.height() * 4 / 5;
    assertThat(pixel(after, middle, chest)).isEqualTo(pixel(before, middle, chest));
    editor.locator("#undo").click();
    editor.version(1);
    assertThat(picture(editor, 1)).isEqualTo(before);
  }

  @Test
  void withoutAPictureItSaysWhatToDo() {
    EditorPage editor = open().visit().upload(Stack.photo("astronaut.jpg"));

    editor.say("put this picture behind her");

    assertThat(editor.locator("cb-message").last()).containsText("picture button");
  }

  private static int pixel(RgbImage image, int x, int y) {
    byte[] rgb = image.rgb();
    int at = (y * image.width() + x) * RgbImage.CHANNELS;
    return (rgb[at] & 255) << 16 | (rgb[at + 1] & 255) << 8 | rgb[at + 2] & 255;
  }

  private static RgbImage picture(EditorPage editor, int number) {
    String page = editor.page().url();
    String session = page.substring(page.lastIndexOf('/') + 1).replaceAll("[?#].*", "");
    String address = Stack.url() + "/api/sessions/" + session + "/download?format=png&revision=";
    APIResponse reply = editor.page().request().get(address + number);
    assertThat(reply.status()).isEqualTo(200);
    return ImageDecoder.decode(reply.body());
  }
}
