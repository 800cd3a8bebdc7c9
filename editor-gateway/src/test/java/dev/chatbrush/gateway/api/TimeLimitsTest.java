package dev.chatbrush.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The defaults as docs/adr/0011-one-guard-one-deadline.md has them: who waits outside waits longer.
 */
class TimeLimitsTest {
  /** A service keeps a twentieth of its caller's time to answer ({@code CallDeadline}). */
  @ParameterizedTest
  @CsvSource({
    "editor-gateway, chatbrush.selection.timeout, mask-service, chatbrush.triton.decode-timeout",
    "editor-gateway, chatbrush.selection.prepare-timeout, mask-service,"
        + " chatbrush.triton.encode-timeout",
    "editor-gateway, chatbrush.chat.plan-timeout, agent-service, chatbrush.llm.deadline",
    "editor-gateway, chatbrush.chat.step-timeout, agent-service, chatbrush.tool.deadline",
  })
  void theGatewayWaitsLongerThanTheServiceBehindIt(
      String outer, String outerKey, String inner, String innerKey) {
    Duration usable = limit(outer, outerKey).multipliedBy(19).dividedBy(20);

    assertThat(usable).isGreaterThan(limit(inner, innerKey));
  }

  @Test
  void withinAServiceTheWholeTakesLongerThanItsParts() {
    assertThat(limit("mask-service", "chatbrush.mask.call.timeout"))
        .isGreaterThan(limit("mask-service", "chatbrush.triton.decode-timeout"));
    assertThat(limit("agent-service", "chatbrush.llm.deadline"))
        .isGreaterThan(limit("agent-service", "chatbrush.llm.timeout"));
  }

  private static Duration limit(String service, String key) {
    List<ConfigKeys.Key> found =
        ConfigKeys.of(service).stream().filter(one -> one.name().equals(key)).toList();
    assertThat(found).as(service + " " + key).hasSize(1);
    return DurationConverter.parseDuration(found.get(0).standard());
  }
}
