package dev.chatbrush.gateway.selection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long mask-service may take. */
@ConfigMapping(prefix = "chatbrush.selection")
public interface SelectionConfig {
  /** A click, the encoding of a picture that is new to mask-service included. */
  @WithDefault("30s")
  Duration timeout();

  /** Encoding a picture in the background. */
  @WithDefault("60s")
  Duration prepareTimeout();

  /** The question whether mask-service is there. */
  @WithDefault("1s")
  Duration statusTimeout();
}
