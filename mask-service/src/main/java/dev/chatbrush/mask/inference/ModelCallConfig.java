package dev.chatbrush.mask.inference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long Triton's models may take. */
@ConfigMapping(prefix = "chatbrush.triton")
public interface ModelCallConfig {
  /** Longest time for one click's model call; the caller's deadline may end it sooner. */
  @WithDefault("10s")
  Duration decodeTimeout();

  /** Longest time for one picture's model call, which goes on when all who wait for it leave. */
  @WithDefault("60s")
  Duration encodeTimeout();
}
