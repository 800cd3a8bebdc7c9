package dev.chatbrush.gateway.revision;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The defaults, but for some settings. */
final class TestConfig {
  private TestConfig() {}

  static RevisionConfig of(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withMapping(RevisionConfig.class)
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(RevisionConfig.class);
  }
}
