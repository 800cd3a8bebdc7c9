package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.guard.PlanGuard;
import dev.chatbrush.agent.guard.ProposalRejectedException;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.Planner;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.RulePlanner;
import dev.chatbrush.agent.tool.CatalogueSnapshot;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * The language model where one is set up, the rules otherwise and whenever it fails. Thread-safe.
 */
@Singleton
public final class FallbackPlanner implements Planner {
  private static final Logger LOG = Logger.getLogger(FallbackPlanner.class);

  private final boolean hasLlm;
  private final Replies replies = new Replies();
  private final RulePlanner rules = new RulePlanner(replies);
  private final LlmPlanner llm;

  FallbackPlanner(LlmClient client, LlmConfig config) {
    this.hasLlm = config.isSet();
    this.llm = new LlmPlanner(client, config, new PlanGuard(rules, new Conversation(replies)));
  }

  /** {@code llm} when one is set up, else {@code rules}. */
  public String name() {
    return hasLlm ? Plan.LLM : Plan.RULES;
  }

  @Override
  public Plan plan(PlanContext context, CatalogueSnapshot catalogue) {
    if (!hasLlm) {
      return rules.plan(context, catalogue);
    }
    try {
      return llm.plan(context, catalogue);
    } catch (ProposalRejectedException rejected) {
      LOG.infof("The rules take over: %s", rejected.getMessage());
      return byRules(context, catalogue, rejected.getMessage());
    } catch (CircuitBreakerOpenException open) {
      return byRules(context, catalogue, "the language model failed repeatedly and is left alone");
    } catch (RuntimeException failure) {
      LOG.warnf("The language model failed, the rules take over: %s", failure);
      return byRules(context, catalogue, "the language model could not be reached");
    }
  }

  private Plan byRules(PlanContext context, CatalogueSnapshot catalogue, String reason) {
    Plan plan = rules.plan(context, catalogue);
    return plan.afterFailure(reason, replies.say(plan.language(), "fallback"));
  }
}
