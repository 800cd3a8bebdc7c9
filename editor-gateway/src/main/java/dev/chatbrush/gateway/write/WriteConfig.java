package dev.chatbrush.gateway.write;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Calls that change something. */
@ConfigMapping(prefix = "chatbrush.write")
public interface WriteConfig {
  /** How long an Idempotency-Key is remembered, over restarts too. */
  @WithDefault("24h")
  Duration keep();
}
