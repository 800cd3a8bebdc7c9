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
  private static final String RESULT =
      """
      async () => {
        const id = location.hash.replace('#/s/', '');
        const url = `/api/sessions/${id}/revisions/2/image?format=webp&maxSide=240`;
        const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
        return btoa(String.fromCharCode(...bytes));
      }""";

  @Test
  void everyExampleEndsWithThePictureThatItShows() throws IOException {
    Path folder =
        Path.of(Optional.ofNullable(System.getenv("CHATBRUSH_EXAMPLES")).orElse("target/examples"));
    Files.createDirectories(folder);
    for (String sample : List.of("rocket", "dandelion", "astronaut", "coffee")) {
      EditorPage editor = open().visit();
      editor.locator(".example:has([src='/examples/%s.webp'])".formatted(sample)).click();
      editor.pictureIsThere().version(2);
      byte[] made = Base64.getDecoder().decode((String) editor.page().evaluate(RESULT));
      assertThat(made).hasSizeBetween(1_000, 40_000);
      Files.write(folder.resolve(sample + ".webp"), made);
    }
  }
}
