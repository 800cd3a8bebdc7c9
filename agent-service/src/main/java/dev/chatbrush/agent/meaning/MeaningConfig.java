package dev.chatbrush.agent.meaning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The sentence encoder, where Triton has one. */
@ConfigMapping(prefix = "chatbrush.meaning")
public interface MeaningConfig {
  /**
   * Longest wait for the sentence encoder where the rules are not sure which tool a message means;
   * what the rules made of it holds after that. With 0s it is never asked.
   */
  @WithDefault("150ms")
  Duration deadline();
}
