package dev.chatbrush.mask.inference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Where Triton is and how long it may take. */
@ConfigMapping(prefix = "chatbrush.triton")
public interface TritonConfig {
  /**
   * {@code host:port} of its gRPC interface; several, or {@code dns:///name:port}, share the load.
   */
  @WithDefault("localhost:8001")
  List<String> target();

  /** How often the catalogue of models is read anew. */
  @WithDefault("5s")
  Duration refresh();

  /** Longest time for one click's model call. */
  @WithDefault("10s")
  Duration decodeTimeout();

  /** Longest time for one picture's model call. */
  @WithDefault("60s")
  Duration encodeTimeout();
}
