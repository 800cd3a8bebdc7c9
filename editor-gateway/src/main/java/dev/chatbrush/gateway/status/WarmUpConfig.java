package dev.chatbrush.gateway.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this gateway gets ready. */
@ConfigMapping(prefix = "chatbrush.warm-up")
public interface WarmUpConfig {
  /**
   * How long it may do, before it says that it is ready, what makes a first upload and a first
   * click slow; nothing with 0s.
   */
  @WithDefault("4s")
  Duration longest();
}
