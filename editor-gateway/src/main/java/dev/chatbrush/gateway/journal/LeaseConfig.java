package dev.chatbrush.gateway.journal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Gateways that share a database. */
@ConfigMapping(prefix = "chatbrush.lease")
public interface LeaseConfig {
  /**
   * After so long without a sign of life, a gateway's edits are ended by the others. It gives one
   * every two seconds. Used when the database is {@code postgresql}.
   */
  @WithDefault("10s")
  Duration length();
}
