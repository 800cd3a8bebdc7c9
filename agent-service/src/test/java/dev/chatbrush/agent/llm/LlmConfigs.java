package dev.chatbrush.agent.llm;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Configurations as the service reads them, without the service. */
final class LlmConfigs {
  private LlmConfigs() {}

  /** Keys without {@code chatbrush.llm.}. */
  static LlmConfig of(Map<String, String> settings) {
    Map<String, String> full = new HashMap<>();
    settings.forEach((key, value) -> full.put("chatbrush.llm." + key, value));
    return new SmallRyeConfigBuilder()
        .withMapping(LlmConfig.class)
        .withSources(new PropertiesConfigSource(full, "test", 100))
        .build()
        .getConfigMapping(LlmConfig.class);
  }
}
