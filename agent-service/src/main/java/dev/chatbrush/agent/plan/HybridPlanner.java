package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Rules for what they are certain of, the language model for the rest, and the rules again where
 * that fails. Thread-safe.
 */
public final class HybridPlanner {
  /** From this certainty on, the rules' plan runs unasked. */
  public static final double CERTAIN = 0.8;

  /** Below this, a person without a language model is told that one would understand more. */
  private static final double DOUBTFUL = 0.5;

  private static final Logger LOG = Logger.getLogger(HybridPlanner.class);

  /** Which planner is asked; without a language model it is always the rules. */
  public enum Mode {
    HYBRID,
    LLM,
    RULES
  }

  private final Mode mode;
  private final Rules rules;
  private final Optional<Planner> llm;
  private final Replies replies;

  /**
   * @param llm throws {@link PlannerFailure} where the rules should take over
   */
  public HybridPlanner(Mode mode, Rules rules, Optional<Planner> llm, Replies replies) {
    this.mode = llm.isEmpty() ? Mode.RULES : mode;
    this.rules = rules;
    this.llm = llm;
    this.replies = replies;
  }

  /** {@code rules}, {@code llm} or {@code hybrid}: what is asked now. */
  public String name() {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  public Plan plan(PlanContext context, CatalogueSnapshot catalogue) {
    RuleReading reading = rules.read(context, catalogue);
    Plan byRules = reading.plan();
    if (mode == Mode.HYBRID && byRules.certainty() >= CERTAIN) {
      return byRules;
    }
    if (mode == Mode.RULES) {
      return byRules.certainty() < DOUBTFUL && byRules.steps().isEmpty()
          ? byRules.saying(replies.say(byRules.language(), "rules"))
          : byRules;
    }
    try {
      return llm.orElseThrow().plan(context, catalogue, reading);
    } catch (PlannerFailure failure) {
      LOG.infof("The rules take over: %s", failure.getMessage());
      return byRules.afterFailure(
          failure.getMessage(), replies.say(byRules.language(), "fallback"));
    }
  }
}
