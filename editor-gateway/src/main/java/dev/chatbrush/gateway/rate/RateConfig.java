package dev.chatbrush.gateway.rate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What one owner may take, where logins are required. */
@ConfigMapping(prefix = "chatbrush.limits")
public interface RateConfig {
  /**
   * Calls a minute of one owner, and as many at once after a pause; more are answered
   * RATE_EXCEEDED. Each gateway counts for itself. 0 for any number.
   */
  @WithDefault("1200")
  @Min(0)
  int callsPerMinute();
}
