package dev.chatbrush.gateway.archive;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Sessions that come as a file. */
@ConfigMapping(prefix = "chatbrush.archive")
public interface ArchiveConfig {
  /**
   * What all files in it may have together once unpacked. The file itself may have what
   * chatbrush.access.body.large says.
   */
  @WithDefault("1G")
  MemorySize maxUnpacked();
}
