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

  /**
   * An edit of a gateway that is gone is begun again, once, where it was asked for no longer ago
   * than this: who asked is still there. An older one is ended.
   */
  @WithDefault("2m")
  Duration beginAgain();
}
