package dev.chatbrush.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/problems.md is written from the catalogue: {@code mvn test -Dgolden} rewrites it. */
class ProblemsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "problems.md");

  @Test
  void documentIsThatOfTheCatalogue() throws IOException {
    String expected = document();
    if (System.getProperty("golden") != null) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(Files.readString(DOCUMENT))
        .as("docs/problems.md; run the tests of editor-gateway with -Dgolden to write it anew")
        .isEqualTo(expected);
  }

  @Test
  void slugsAreUnique() {
    assertThat(ProblemType.values()).extracting(ProblemType::slug).doesNotHaveDuplicates();
  }

  private static String document() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Problems
        Written from `ProblemType` by a test; do not edit.

        Every error is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail` (a sentence: what was expected, what came, what to do), `instance`, `code`, `traceId`, `retryable`, and further members where they help. The event `problem` of a stream and the field `problem` of a stored message hold the same JSON. `code` is stable: translate by it. Models may bring codes of their own; those come with the type that fits best.

        | code | status | retryable | title |
        |---|---|---|---|
        """);
    for (ProblemType type : ProblemType.values()) {
      text.append(
          "| <a id=\"%s\"></a>`%s` | %d | %s | %s |\n"
              .formatted(
                  type.slug(),
                  type.name(),
                  type.status(),
                  type.retryable() ? "yes" : "no",
                  type.title()));
    }
    return text.toString();
  }
}
