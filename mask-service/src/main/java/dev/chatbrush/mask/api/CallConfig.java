package dev.chatbrush.mask.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What holds for each call of this service. */
@ConfigMapping(prefix = "chatbrush.mask.call")
public interface CallConfig {
  /** The time of a caller who sets no deadline. */
  @WithDefault("60s")
  Duration timeout();

  /**
   * How long clicks that run may go on when this service is asked to stop; new ones are refused.
   */
  @WithDefault("10s")
  Duration drain();
}
