package dev.chatbrush.agent;

import dev.chatbrush.calls.triton.TritonConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The settings that a service has when nothing is set, without the container. */
public final class Configs {
  private Configs() {}

  public static TritonConfig triton() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(TritonConfig.class)
        .build()
        .getConfigMapping(TritonConfig.class);
  }
}
