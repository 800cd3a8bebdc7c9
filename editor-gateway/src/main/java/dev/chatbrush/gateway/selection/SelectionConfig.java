package dev.chatbrush.gateway.selection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How long mask-service may take. */
@ConfigMapping(prefix = "chatbrush.selection")
public interface SelectionConfig {
  /**
   * The replicas of mask-service, each host:port. One picture's clicks go to one replica. A name
   * that stands for several addresses counts as several.
   */
  @WithDefault("127.0.0.1:9101")
  List<String> services();

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
