package dev.chatbrush.mask.lane;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much work runs and waits at a time. */
@ConfigMapping(prefix = "chatbrush.mask.lane")
public interface LaneConfig {
  /** Threads that answer clicks. */
  @WithDefault("4")
  int clickThreads();

  /** Clicks that may wait; more are answered OVERLOADED. */
  @WithDefault("128")
  int clickQueue();

  /** Pictures read and encoded at a time. */
  @WithDefault("2")
  int encodeThreads();

  /**
   * Pictures that may wait to be encoded. For more, the oldest that nobody waits for is dropped;
   * when there is none, they are answered OVERLOADED.
   */
  @WithDefault("32")
  int encodeQueue();
}
