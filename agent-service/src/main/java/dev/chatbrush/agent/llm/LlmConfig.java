package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.plan.HybridPlanner;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The language models; without any the rules plan alone. */
@ConfigMapping(prefix = "chatbrush.llm")
public interface LlmConfig {
  /**
   * Who plans when a language model is set up: {@code hybrid} lets the rules do what they are
   * certain of and asks the model for the rest, {@code llm} always asks it, {@code rules} never.
   */
  @WithDefault("hybrid")
  HybridPlanner.Mode planner();

  /**
   * Base URL of an OpenAI-compatible endpoint, such as {@code http://localhost:11434/v1}. With a
   * key alone it is OpenAI's own.
   */
  Optional<String> url();

  /** The model's name there. */
  @WithDefault("gpt-4o-mini")
  String model();

  /** API key; servers on one's own machine need none. Never logged. */
  Optional<String> key();

  /** Further endpoints, in order of preference; each is asked when those before it fail. */
  Optional<List<Provider>> providers();

  /** Longest wait for one answer of one endpoint. */
  @WithDefault("PT15S")
  Duration timeout();

  /** Longest wait for a plan, all endpoints and retries together; the rules plan after that. */
  @WithDefault("PT25S")
  Duration deadline();

  /** How long an endpoint is left alone after failing repeatedly; a Retry-After of its own wins. */
  @WithDefault("PT15S")
  Duration rest();

  /** Longest answer, in tokens. */
  @WithDefault("600")
  int maxTokens();

  /** Earlier messages that are sent along. */
  @WithDefault("6")
  int turns();

  /**
   * What one owner may use, or one session where no logins are asked for; the rules plan for them
   * after that.
   */
  Budget budget();

  /** One endpoint. */
  interface Provider {
    /** For logs and meters; the host when it is not set. */
    Optional<String> name();

    /** Base URL, such as {@code http://vllm:8000/v1}. */
    String url();

    /** The model's name there. */
    String model();

    /** API key; none by default. Never logged. */
    Optional<String> key();

    /** Longest wait for one answer; {@code chatbrush.llm.timeout} by default. */
    Optional<Duration> timeout();
  }

  /** Limits of one owner within {@link #period()}. Each agent-service counts for itself. */
  interface Budget {
    /** Messages that language models may be asked about; 0 for no limit. */
    @WithDefault("300")
    int calls();

    /** Tokens of requests and answers together; 0 for no limit. */
    @WithDefault("500000")
    long tokens();

    /** After which the count starts anew. */
    @WithDefault("P1D")
    Duration period();
  }
}
