package dev.chatbrush.agent.llm;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One endpoint, as configured. Its text form has no key. */
record ProviderSettings(
    String name, String url, String model, Optional<String> key, Duration timeout, int maxTokens) {
  private static final String OPENAI = "https://api.openai.com/v1";

  ProviderSettings {
    URI address = URI.create(url);
    if (address.getHost() == null || !address.getScheme().matches("https?")) {
      throw new IllegalArgumentException(
          "chatbrush.llm: an endpoint is like http://host:port/v1, got '%s'".formatted(url));
    }
  }

  /** In order of preference; empty when no language model is set up. */
  static List<ProviderSettings> of(LlmConfig config) {
    List<ProviderSettings> all = new ArrayList<>();
    if (config.url().isPresent() || config.key().isPresent()) {
      String url = config.url().orElse(OPENAI);
      all.add(
          new ProviderSettings(
              host(url), url, config.model(), config.key(), config.timeout(), config.maxTokens()));
    }
    for (LlmConfig.Provider provider : config.providers().orElse(List.of())) {
      all.add(
          new ProviderSettings(
              provider.name().orElseGet(() -> host(provider.url())),
              provider.url(),
              provider.model(),
              provider.key(),
              provider.timeout().orElse(config.timeout()),
              config.maxTokens()));
    }
    return List.copyOf(all);
  }

  private static String host(String url) {
    return String.valueOf(URI.create(url).getHost());
  }

  @Override
  public String toString() {
    return "%s (%s at %s)".formatted(name, model, url);
  }
}
