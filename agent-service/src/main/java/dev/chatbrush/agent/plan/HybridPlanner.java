package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Rules for what they are certain of, the language model for the rest, and the rules again where
 * that fails. Where no language model speaks, what lies nearest to the words may take an uncertain
 * sentence from the rules. Thread-safe.
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
  private final Planner nearest;
  private final Optional<Planner> llm;
  private final Replies replies;

  /**
   * @param nearest asked where the rules are not certain and no language model speaks
   * @param llm throws {@link PlannerFailure} where the rules should take over, as nearest does
   */
  public HybridPlanner(
      Mode mode, Rules rules, Planner nearest, Optional<Planner> llm, Replies replies) {
    this.mode = llm.isEmpty() ? Mode.RULES : mode;
    this.rules = rules;
    this.nearest = nearest;
    this.llm = llm;
    this.replies = replies;
  }

  /** {@code rules}, {@code llm} or {@code hybrid}: what is asked now. */
  public String name() {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  public Plan plan(PlanContext context, CatalogueSnapshot catalogue) {
    RuleReading reading = rules.read(context, catalogue);
    if (mode == Mode.HYBRID && reading.plan().certainty() >= CERTAIN) {
      return reading.plan();
    }
    if (mode == Mode.RULES) {
      Plan plan = withoutModel(context, catalogue, reading);
      return plan.certainty() < DOUBTFUL && plan.steps().isEmpty()
          ? plan.saying(replies.say(plan.language(), "rules"))
          : plan;
    }
    try {
      return llm.orElseThrow().plan(context, catalogue, reading);
    } catch (PlannerFailure failure) {
      LOG.infof("The rules take over: %s", failure.getMessage());
      Plan plan = withoutModel(context, catalogue, reading);
      return plan.afterFailure(failure.getMessage(), failure.told(replies, plan.language()));
    }
  }

  private Plan withoutModel(PlanContext context, CatalogueSnapshot catalogue, RuleReading reading) {
    if (reading.plan().certainty() >= CERTAIN) {
      return reading.plan();
    }
    try {
      return nearest.plan(context, catalogue, reading);
    } catch (PlannerFailure none) {
      LOG.debugf("The rules' plan holds: %s", none.getMessage());
      return reading.plan();
    }
  }
}
