package dev.chatbrush.agent.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where Triton is. */
@ConfigMapping(prefix = "chatbrush.triton")
public interface TritonConfig {
  /**
   * {@code host:port} of Triton's gRPC; several parted by commas, or one {@code dns:///host:port}.
   */
  @WithDefault("127.0.0.1:8001")
  String target();

  /** Pause between two looks at the models. */
  @WithDefault("PT3S")
  Duration refresh();
}
