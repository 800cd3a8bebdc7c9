package dev.chatbrush.agent.llm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what each owner has had of the language models in the present period. The least recently
 * seen owners are forgotten first. Thread-safe.
 */
final class OwnerBudget {
  private static final int MOST_OWNERS = 10_000;

  private final LlmConfig.Budget limits;
  private final Clock clock;
  private final Map<String, Account> accounts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
          return size() > MOST_OWNERS;
        }
      };

  private static final class Account {
    private Instant until;
    private int calls;
    private long tokens;
  }

  OwnerBudget(LlmConfig.Budget limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Counts one message.
   *
   * @throws BudgetSpentException when the owner has used up calls or tokens
   */
  synchronized void enter(String owner) {
    Account account = account(owner);
    boolean spent =
        limits.calls() > 0 && account.calls >= limits.calls()
            || limits.tokens() > 0 && account.tokens >= limits.tokens();
    if (spent) {
      throw new BudgetSpentException(Duration.between(clock.instant(), account.until));
    }
    account.calls++;
  }

  synchronized void charge(String owner, long tokens) {
    account(owner).tokens += tokens;
  }

  private Account account(String owner) {
    Account account = accounts.computeIfAbsent(owner, unknown -> new Account());
    if (account.until == null || !clock.instant().isBefore(account.until)) {
      account.until = clock.instant().plus(limits.period());
      account.calls = 0;
      account.tokens = 0;
    }
    return account;
  }
}
