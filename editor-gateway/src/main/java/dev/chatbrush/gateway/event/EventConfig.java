package dev.chatbrush.gateway.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What pages are told. */
@ConfigMapping(prefix = "chatbrush.events")
public interface EventConfig {
  /** How long a session's events are kept for who comes back with a Last-Event-ID. */
  @WithDefault("10m")
  Duration keep();
}
