package dev.chatbrush.gateway.selection;

import dev.chatbrush.calls.GuardConfig;
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

  /**
   * A click, all attempts and the encoding of a picture that is new to mask-service included. It is
   * the call's deadline: mask-service and Triton know it and stop with it.
   */
  @WithDefault("30s")
  Duration timeout();

  /**
   * Encoding a picture in the background; more than mask-service's chatbrush.triton.encode-timeout.
   */
  @WithDefault("75s")
  Duration prepareTimeout();

  /** The question whether mask-service is there. */
  @WithDefault("1s")
  Duration statusTimeout();

  /** What stands before mask-service: clicks, strokes and encodes each have a breaker. */
  GuardConfig guard();
}
