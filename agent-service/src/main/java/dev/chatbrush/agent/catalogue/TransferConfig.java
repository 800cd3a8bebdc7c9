package dev.chatbrush.agent.catalogue;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How pictures get to the tools and back. */
@ConfigMapping(prefix = "chatbrush.transfer")
public interface TransferConfig {
  /**
   * Memory shared with a Triton on the same machine while an edit works in it, 3 bytes a pixel, 4
   * with a selection; what does not fit is sent. 0 sends all.
   */
  @WithDefault("256M")
  MemorySize shared();
}
