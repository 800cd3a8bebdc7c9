package dev.chatbrush.calls.triton;

import dev.chatbrush.calls.GuardConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Where Triton is. */
@ConfigMapping(prefix = "chatbrush.triton")
public interface TritonConfig {
  /**
   * {@code host:port} of its gRPC interface; several, or {@code dns:///name:port}, share the load.
   */
  @WithDefault("127.0.0.1:8001")
  List<String> target();

  /** How often the list of models is read anew. */
  @WithDefault("3s")
  Duration refresh();

  /** How long a call that comes right after the start waits for the first list. */
  @WithDefault("2s")
  Duration firstLook();

  /** What stands before the model calls. */
  GuardConfig guard();
}
