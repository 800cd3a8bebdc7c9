package dev.chatbrush.agent.llm;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an endpoint does not take, learnt from its refusals, so that nobody has to configure it.
 * Thread-safe.
 */
final class ProviderQuirks {
  /** One thing that an endpoint refuses, and the words by which it says so. */
  enum Quirk {
    /**
     * Ollama's models without a tool template; vLLM and llama.cpp started without their options.
     */
    NO_TOOLS(
        "does not support tools|tool.choice.*requires|tools param requires|--jinja"
            + "|tool calling is not supported|does not support (function|tool)"),
    /** OpenAI's reasoning models have one temperature only. */
    NO_TEMPERATURE("temperature.*(unsupported|not support)|(unsupported|not support).*temperature"),
    /** OpenAI's reasoning models count their thoughts in. */
    COMPLETION_TOKENS("max_completion_tokens");

    private final Pattern words;

    Quirk(String words) {
      this.words = Pattern.compile(words);
    }
  }

  private final Set<Quirk> known = EnumSet.noneOf(Quirk.class);

  synchronized boolean has(Quirk quirk) {
    return known.contains(quirk);
  }

  /** Whether the refusal told something new, so that the request is worth making differently. */
  synchronized boolean learn(ProviderException refusal) {
    boolean refused =
        refusal.kind() == ProviderException.Kind.REQUEST_REFUSED
            || refusal.kind() == ProviderException.Kind.SERVER_ERROR;
    String said = refusal.said().toLowerCase(Locale.ROOT);
    Optional<Quirk> found =
        Arrays.stream(Quirk.values()).filter(quirk -> quirk.words.matcher(said).find()).findFirst();
    return refused && found.map(known::add).orElse(false);
  }
}
