package dev.chatbrush.contracts.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A listed code that nobody can send is a promise that nothing keeps. */
class SendersTest {
  private static final Pattern IN_JAVA = Pattern.compile("\\bProblemCode\\.([A-Z][A-Z0-9_]+)");
  // "CODE" and "CODE: a sentence", quoted either way.
  private static final Pattern QUOTED = Pattern.compile("['\"]([A-Z][A-Z0-9_]+)(?:['\"]|: )");

  @Test
  void everyListedCodeIsSentBySomebody() {
    Set<String> sent =
        Stream.of(
                found(IN_JAVA, "agent-service/src/main/java", ".java"),
                found(IN_JAVA, "mask-service/src/main/java", ".java"),
                found(IN_JAVA, "editor-gateway/src/main/java", ".java"),
                found(QUOTED, "triton-model-repo", ".py"),
                found(QUOTED, "editor-gateway/src/main/resources/web/app/control", ".ts"),
                found(QUOTED, "clients/typescript/src", ".ts"))
            .flatMap(Set::stream)
            .collect(Collectors.toSet());

    assertThat(ProblemList.all())
        .extracting(ProblemType::code)
        .as("listed in problems.json; send them or take them out")
        .isSubsetOf(sent);
  }

  private static Set<String> found(Pattern code, String folder, String ending) {
    try (Stream<Path> files = Files.walk(Path.of("..", folder))) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(ending))
              .filter(file -> !file.toString().contains("/tests/"))
              .filter(file -> !file.toString().contains(".test."))
              .toList();
      assertThat(sources).as("sources in " + folder).isNotEmpty();
      return sources.stream()
          .flatMap(file -> code.matcher(text(file)).results())
          .map(match -> match.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
