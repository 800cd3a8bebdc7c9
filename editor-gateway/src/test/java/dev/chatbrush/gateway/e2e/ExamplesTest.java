package dev.chatbrush.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every example of the first screen does what its picture promises; the picture is made here. */
@Tag("page")
class ExamplesTest extends BrowserTest {
  /** Grey levels, in the mean; another engine's erase differs by less than one. */
  private static final double OFF = 3;

  private static final String SAMPLES =
      """
      images => images.map(image => image.getAttribute('src').match(/([a-z]+)\\.webp/)[1])""";

  /** The result as WebP in base 64, and how far it is from the picture on the card, 0 to 255. */
  private static final String RESULT =
      """
      async sample => {
        const id = location.hash.replace('#/s/', '');
        const url = `/api/sessions/${id}/revisions/2/image?format=webp&maxSide=240`;
        const pixels = async blob => {
          const bitmap = await createImageBitmap(blob);
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext('2d');
          context.drawImage(bitmap, 0, 0);
          return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
        };
        const made = await (await fetch(url)).blob();
        const bytes = new Uint8Array(await made.arrayBuffer());
        const here = await pixels(made);
        const shown = await pixels(await (await fetch(`/examples/${sample}.webp`)).blob());
        const off = here.reduce((sum, value, i) => sum + Math.abs(value - shown[i]), 0);
        return [btoa(String.fromCharCode(...bytes)), off / here.length];
      }""";

  @Test
  void everyExampleEndsWithThePictureThatItShows() throws IOException {
    Path folder =
        Path.of(Optional.ofNullable(System.getenv("CHATBRUSH_EXAMPLES")).orElse("target/examples"));
    Files.createDirectories(folder);
    List<?> samples = (List<?>) open().visit().locator("img.after").evaluateAll(SAMPLES);
    assertThat(samples).isNotEmpty();
    for (Object sample : samples) {
      EditorPage editor = open().visit();
      editor.locator(".example:has([src='/examples/%s.webp'])".formatted(sample)).click();
      editor.pictureIsThere().version(2);
      List<?> result = (List<?>) editor.page().evaluate(RESULT, sample);
      Files.write(
          folder.resolve(sample + ".webp"), Base64.getDecoder().decode((String) result.get(0)));
      assertThat(((Number) result.get(1)).doubleValue()).as("%s", sample).isLessThan(OFF);
    }
  }
}
