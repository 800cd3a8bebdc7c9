package dev.chatbrush.agent.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The language model; without a URL and without a key the rules plan alone. */
@ConfigMapping(prefix = "chatbrush.llm")
public interface LlmConfig {
  /** Base URL of an OpenAI-compatible endpoint, such as {@code http://localhost:11434/v1}. */
  Optional<String> url();

  /** The model's name there. */
  @WithDefault("gpt-4o-mini")
  String model();

  /** API key; servers on one's own machine need none. */
  Optional<String> key();

  /** Longest wait for the model's HTTP answer. */
  @WithDefault("PT20S")
  Duration timeout();

  /** Longest answer, in tokens. */
  @WithDefault("600")
  int maxTokens();

  /** Earlier messages that are sent along. */
  @WithDefault("6")
  int turns();

  default boolean isSet() {
    return url().isPresent() || key().isPresent();
  }
}
