package dev.chatbrush.contracts.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/problems.md is written from the list: {@code mvn test -Dgolden} rewrites it. */
class ProblemsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "problems.md");

  @Test
  void documentIsThatOfTheList() throws IOException {
    String expected = document();
    if (System.getProperty("golden") != null) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(Files.readString(DOCUMENT))
        .as("docs/problems.md; run the tests of contracts with -Dgolden to write it anew")
        .isEqualTo(expected);
  }

  private static String document() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Problems
        Written from `contracts/src/main/resources/dev/chatbrush/contracts/problems.json` by a test; do not edit.

        Every error is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail` (a sentence: what was expected, what came, what to do), `instance`, `code`, `traceId`, `retryable`, and further members where they help. The event `problem` of a stream and the field `problem` of a stored message hold the same JSON. `code` is stable: translate by it, or take the words of this list, as the page does. A model's own code that is not in this list is told as the one here that fits best, with the model's sentence as `detail`.

        Status 0 is a problem that the page finds before or without an answer.

        | code | status | retryable | what went wrong | what to do |
        |---|---|---|---|---|
        """);
    for (ProblemType type : ProblemList.all()) {
      text.append(
          "| <a id=\"%s\"></a>`%s` | %d | %s | %s<br>%s | %s<br>%s |\n"
              .formatted(
                  type.slug(),
                  type.code(),
                  type.status(),
                  type.retryable() ? "yes" : "no",
                  type.title().en(),
                  type.title().ko(),
                  type.remedy().en(),
                  type.remedy().ko()));
    }
    return text.toString();
  }
}
