package dev.chatbrush.agent.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.agent.plan.HybridPlanner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LlmConfigTest {
  @Test
  void asksNobodyByDefault() {
    LlmConfig config = LlmConfigs.of(Map.of());

    assertThat(ProviderSettings.of(config)).isEmpty();
    assertThat(config.planner()).isEqualTo(HybridPlanner.Mode.HYBRID);
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.deadline()).isEqualTo(Duration.ofSeconds(25));
    assertThat(config.rest()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.maxTokens()).isEqualTo(600);
    assertThat(config.turns()).isEqualTo(6);
    assertThat(config.budget().calls()).isEqualTo(300);
    assertThat(config.budget().tokens()).isEqualTo(500_000);
    assertThat(config.budget().period()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void takesAKeyAloneForOpenAi() {
    List<ProviderSettings> providers =
        ProviderSettings.of(LlmConfigs.of(Map.of("key", "sk-secret")));

    assertThat(providers)
        .extracting(ProviderSettings::url)
        .containsExactly("https://api.openai.com/v1");
    assertThat(providers).extracting(ProviderSettings::model).containsExactly("gpt-4o-mini");
  }

  @Test
  void readsEndpointsInTheirOrder() {
    LlmConfig config =
        LlmConfigs.of(
            Map.of(
                "url", "http://first:11434/v1",
                "model", "qwen2.5",
                "timeout", "PT4S",
                "providers[0].name", "vllm",
                "providers[0].url", "http://second:8000/v1",
                "providers[0].model", "llama",
                "providers[0].key", "sk-secret",
                "providers[0].timeout", "PT9S",
                "providers[1].url", "https://third/v1",
                "providers[1].model", "mistral"));

    List<ProviderSettings> providers = ProviderSettings.of(config);

    assertThat(providers)
        .extracting(ProviderSettings::name)
        .containsExactly("first", "vllm", "third");
    assertThat(providers)
        .extracting(ProviderSettings::timeout)
        .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(9), Duration.ofSeconds(4));
    assertThat(providers.get(1).key()).contains("sk-secret");
    assertThat(providers.toString())
        .contains("llama at http://second:8000/v1")
        .doesNotContain("sk-");
  }

  @Test
  void refusesWhatIsNoAddress() {
    LlmConfig config = LlmConfigs.of(Map.of("url", "localhost:11434"));

    assertThatThrownBy(() -> ProviderSettings.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://host:port/v1, got 'localhost:11434'");
  }
}
