package dev.chatbrush.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/config.md is written from the configuration interfaces: {@code -Dgolden} rewrites it. */
class ConfigDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "config.md");
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern PREFIX =
      Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");

  /** Javadoc, default, type and name of a method; or the interface that groups some. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "/\\*\\*(?<text>(?:(?!\\*/).)*)\\*/\\s+"
              + "(?:@WithDefault\\(\"(?<standard>[^\"]*)\"\\)\\s+)?(?:@Min\\(\\d+\\)\\s+)?"
              + "(?:interface (?<group>\\w+)|(?<type>[A-Z][\\w<>]*|int|double|boolean) (?<name>\\w+)\\(\\);)",
          Pattern.DOTALL);

  @Test
  void documentIsThatOfTheInterfaces() throws IOException {
    String expected = document();
    if (System.getProperty("golden") != null) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(Files.readString(DOCUMENT))
        .as("docs/config.md; run the tests of editor-gateway with -Dgolden to write it anew")
        .isEqualTo(expected);
  }

  private static String document() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Configuration of editor-gateway
        Written from the configuration interfaces by a test; do not edit.

        Give a key as a system property before `-jar` (`-Dchatbrush.chat.workers=2`) or in the environment (`CHATBRUSH_CHAT_WORKERS=2`). Durations are like `30s`, sizes like `64M`. Further keys are those of Quarkus, above all `quarkus.http.host`, `quarkus.http.port`, `quarkus.management.host`, `quarkus.management.port`, `quarkus.datasource.jdbc.url` (H2), `quarkus.grpc.clients.agent.host`, `…agent.port`.

        | key | default | what |
        |---|---|---|
        """);
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> sorted =
          files.filter(file -> file.toString().endsWith("Config.java")).sorted().toList();
      for (Path file : sorted) {
        append(text, Files.readString(file));
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String source) {
    Matcher prefix = PREFIX.matcher(source);
    if (!prefix.find()) {
      throw new IllegalStateException("no @ConfigMapping in " + source.lines().findFirst());
    }
    String group = "";
    Matcher entry = ENTRY.matcher(source.substring(prefix.end()));
    while (entry.find()) {
      if (entry.group("group") != null) {
        group = kebab(entry.group("group")) + ".";
        continue;
      }
      if (entry.group("type").equals("Postgresql")) {
        continue; // its keys follow
      }
      String standard = entry.group("standard");
      text.append(
          "| `%s.%s%s` | %s | %s |\n"
              .formatted(
                  prefix.group(1),
                  group,
                  kebab(entry.group("name")),
                  standard == null ? "" : "`" + standard + "`",
                  plain(entry.group("text"))));
    }
  }

  private static String kebab(String name) {
    String dashed = name.replaceAll("(?<=[a-z])([A-Z])", "-$1");
    return dashed.toLowerCase(Locale.ROOT);
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\\s*\\n\\s*\\*", " ")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
