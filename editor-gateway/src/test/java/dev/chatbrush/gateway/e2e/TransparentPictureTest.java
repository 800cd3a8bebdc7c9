package dev.chatbrush.gateway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transparency on the real stack: what is uploaded keeps it, and backgrounds are cut out. */
class TransparentPictureTest extends BrowserTest {
  private static final Region GLASS = new Region(40, 40, 60, 300);

  @TempDir private Path folder;

  @Test
  void aLookAnEraseAndUndoKeepWhatIsSeeThrough() throws IOException {
    RgbImage sticker = sticker();
    Path file = folder.resolve("sticker.png");
    Files.write(file, ImageEncoder.png(sticker));
    EditorPage editor = open().visit().upload(file);
    assertThat(editor.locator(".plane")).hasClass(Pattern.compile(".*see-through.*"));

    editor.say("흑백으로 바꿔줘").version(2);
    assertThat(picture(editor, 2).alpha()).contains(sticker.alpha().orElseThrow());

    editor.locator("#undo").click();
    editor.version(1);
    assertThat(picture(editor, 1)).isEqualTo(sticker);
    editor.drag(0.7, 0.7, 0.8, 0.8).mask();
    editor.say("이거 지워줘").version(3);

    RgbImage erased = picture(editor, 3);
    assertThat(erased.crop(GLASS)).isEqualTo(sticker.crop(GLASS));
    assertThat(erased.crop(new Region(0, 0, 400, 40)).alpha()).isPresent();
    editor.locator("#download").click();
    assertThat(editor.locator("[data-format=jpeg]")).containsText("흰색 바탕");
    editor.page().screenshot(new Page.ScreenshotOptions().setPath(folder("transparent.png")));
  }

  @Test
  void theBackgroundIsCutOutAndAColourGoesBehind() {
    EditorPage editor = open().visit().upload(Stack.photo("astronaut.jpg"));

    editor.say("배경 지워줘").version(2);
    RgbImage cutOut = picture(editor, 2);
    byte[] alpha = cutOut.alpha().orElseThrow();
    assertThat(alpha[0]).isZero();
    long soft = 0;
    for (byte value : alpha) {
      soft += value != 0 && value != (byte) 255 ? 1 : 0;
    }
    assertThat(soft).isBetween(200L, alpha.length / 5L);

    editor.say("배경을 하얗게 해줘").version(3);
    RgbImage onWhite = picture(editor, 3);
    assertThat(onWhite.isSeeThrough()).isFalse();
    assertThat(onWhite).isEqualTo(cutOut.on(RgbImage.WHITE));
  }

  /** A photo of which the upper edge is not there and a strip is glass. */
  private static RgbImage sticker() throws IOException {
    RgbImage photo =
        ImageDecoder.decode(Files.readAllBytes(Stack.photo("coffee.jpg"))).resizeTo(400, 400);
    byte[] alpha = new byte[400 * 400];
    for (int i = 0; i < alpha.length; i++) {
      boolean glass = GLASS.contains(i % 400, i / 400);
      alpha[i] = (byte) (i < 40 * 400 ? 0 : glass ? 130 : 255);
    }
    return photo.withAlpha(alpha);
  }

  private static RgbImage picture(EditorPage editor, int number) {
    String page = editor.page().url();
    String session = page.substring(page.lastIndexOf('/') + 1).replaceAll("[?#].*", "");
    String address = Stack.url() + "/api/sessions/" + session + "/download?format=png&revision=";
    APIResponse reply = editor.page().request().get(address + number);
    assertThat(reply.status()).isEqualTo(200);
    return ImageDecoder.decode(reply.body());
  }

  private static Path folder(String name) {
    return Path.of("target/e2e", name);
  }
}
