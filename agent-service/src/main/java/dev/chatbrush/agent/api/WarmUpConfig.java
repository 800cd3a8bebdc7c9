package dev.chatbrush.agent.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this service gets ready. */
@ConfigMapping(prefix = "chatbrush.warm-up")
public interface WarmUpConfig {
  /**
   * How long it may do, before it says that it is ready, what makes a first message slow; nothing
   * with 0s.
   */
  @WithDefault("4s")
  Duration longest();
}
