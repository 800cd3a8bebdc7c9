package dev.chatbrush.triton.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.triton.ModelConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceUseTest {
  private static ReferenceUse read(Map<String, String> parameters) {
    return ReferenceUse.read(
        new Settings(new ModelConfig("editor", "", "python", 0, true, parameters)));
  }

  @Test
  void takesNoneWhereTheToolSaysNothing() {
    assertThat(read(Map.of()).takes(0)).isTrue();
    assertThat(read(Map.of()).takes(1)).isFalse();
  }

  @Test
  void needingMoreThanItTakesIsAFaultThatSaysBothNumbers() {
    Map<String, String> wrong =
        Map.of("chatbrush.references", "1", "chatbrush.references_least", "2");

    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(Settings.SettingException.class)
        .hasMessageContaining("no more than that, found 1 and 2");
  }
}
