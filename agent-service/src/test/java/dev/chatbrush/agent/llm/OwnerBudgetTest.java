package dev.chatbrush.agent.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.agent.plan.PlannerFailure;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnerBudgetTest extends LlmTestCase {
  private final SetClock clock = new SetClock();

  @Test
  void countsCallsExactlyAndForEachOwnerAlone() {
    OwnerBudget budget = budget(Map.of("budget.calls", "3"));
    for (int i = 0; i < 3; i++) {
      budget.enter("ann");
    }

    assertThatThrownBy(() -> budget.enter("ann"))
        .isInstanceOf(PlannerFailure.class)
        .hasMessage("your share of the language model is used up; it is yours again in 24 h");
    assertThatCode(() -> budget.enter("bob")).doesNotThrowAnyException();
  }

  @Test
  void countsTokens() {
    OwnerBudget budget = budget(Map.of("budget.tokens", "1000"));
    budget.enter("ann");
    budget.charge("ann", 999);
    budget.enter("ann");
    budget.charge("ann", 1);

    assertThatThrownBy(() -> budget.enter("ann")).isInstanceOf(PlannerFailure.class);
  }

  @Test
  void startsAnewAfterThePeriod() {
    OwnerBudget budget = budget(Map.of("budget.calls", "1", "budget.period", "PT10M"));
    budget.enter("ann");
    clock.now = clock.now.plus(Duration.ofMinutes(9));
    assertThatThrownBy(() -> budget.enter("ann")).hasMessageEndingWith("in 1 min");

    clock.now = clock.now.plus(Duration.ofMinutes(1));

    assertThatCode(() -> budget.enter("ann")).doesNotThrowAnyException();
  }

  @Test
  void letsTheRulesPlanForWhoHasUsedItUp() {
    first.answer(ScriptedLlm.winter());
    MessagePlanner planner = one(Map.of("budget.tokens", "150"));

    plan(planner, "make it winter"); // 100 tokens, as the server counts
    plan(planner, "make it winter");

    assertRulesTookOver(plan(planner, "make it winter"), "your share of the language model");
    assertThat(first.asked()).hasSize(2);
  }

  private OwnerBudget budget(Map<String, String> settings) {
    return new OwnerBudget(LlmConfigs.of(settings).budget(), clock);
  }

  /** Stands still until it is told otherwise. */
  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
