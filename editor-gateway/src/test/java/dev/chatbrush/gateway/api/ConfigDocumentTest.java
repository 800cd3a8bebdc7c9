package dev.chatbrush.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/config.md is written from the configuration interfaces: {@code -Dgolden} rewrites it. */
class ConfigDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "config.md");

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

  private static String document() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Configuration
        Written from the configuration interfaces by a test; do not edit.

        Give a key as a system property before `-jar` (`-Dchatbrush.chat.workers=2`) or in the environment (`CHATBRUSH_CHAT_WORKERS=2`). Durations are like `30s`, sizes like `64M`. Who waits how long for whom: [ADR 11](adr/0011-one-guard-one-deadline.md).

        ## editor-gateway
        Further keys are those of Quarkus, above all `quarkus.http.host`, `quarkus.http.port`, `quarkus.management.host`, `quarkus.management.port`, `quarkus.grpc.clients.agent.host`, `…agent.port`.

        """);
    append(text, ConfigKeys.of("editor-gateway"));
    text.append(
        """

        ## mask-service
        Further keys are those of Quarkus, above all `quarkus.grpc.server.host`, `quarkus.grpc.server.port`, `quarkus.http.host`, `quarkus.http.port` (health and metrics).

        """);
    append(text, ConfigKeys.of("mask-service"));
    text.append(
        """

        ## agent-service
        Further keys are those of Quarkus, as for mask-service.

        """);
    append(text, ConfigKeys.of("agent-service"));
    text.append(
        """

        ## Triton, for mask-service and agent-service

        """);
    append(text, ConfigKeys.ofTriton());
    return text.toString();
  }

  private static void append(StringBuilder text, List<ConfigKeys.Key> keys) {
    text.append("| key | default | what |\n|---|---|---|\n");
    for (ConfigKeys.Key key : keys) {
      String standard = key.standard().isEmpty() ? "" : "`" + key.standard() + "`";
      text.append("| `%s` | %s | %s |\n".formatted(key.name(), standard, key.text()));
    }
  }
}
