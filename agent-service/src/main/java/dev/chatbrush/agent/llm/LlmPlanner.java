package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.guard.ProposalRejectedException;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlannerFailure;
import dev.chatbrush.agent.plan.RuleReading;
import dev.chatbrush.calls.CallDeadline;
import dev.langchain4j.exception.LangChain4jException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Asks the endpoints in their order until one gives an answer that the guard lets through.
 * Thread-safe.
 */
final class LlmPlanner {
  private static final Logger LOG = Logger.getLogger(LlmPlanner.class);

  private final List<Provider> providers;
  private final AiPlanner planner;
  private final PlanCall call;
  private final OwnerBudget budget;
  private final LlmMeter meter;
  private final Duration deadline;

  LlmPlanner(
      List<Provider> providers,
      AiPlanner planner,
      PlanCall call,
      OwnerBudget budget,
      LlmMeter meter,
      Duration deadline) {
    this.providers = List.copyOf(providers);
    this.planner = planner;
    this.call = call;
    this.budget = budget;
    this.meter = meter;
    this.deadline = deadline;
  }

  /**
   * @param owner whose budget it is
   * @param byRules what the guard judges by
   * @throws PlannerFailure when no endpoint gave a plan in time; the rules should take over
   */
  Plan plan(String owner, PlanContext context, CatalogueSnapshot catalogue, RuleReading byRules) {
    enter(owner);
    Duration time = CallDeadline.ofCaller(deadline).atMost(deadline); // the caller may have less
    call.begin(context, catalogue, byRules, time);
    String words = EarlierTurns.bounded(context.text());
    String selection = context.hasMask() ? AiPlanner.SELECTED : AiPlanner.NOT_SELECTED;
    if (context.references() > 0) {
      selection += AiPlanner.LOOKED_AT.formatted(context.references());
    }
    String reason = "no language model is set up";
    for (Provider provider : providers) {
      call.choose(provider);
      long started = System.nanoTime();
      try {
        Plan plan = planner.plan(words, selection);
        meter.call(provider.name(), "planned", started);
        return plan;
      } catch (ProviderException failure) {
        meter.call(provider.name(), failure.kind().name().toLowerCase(Locale.ROOT), started);
        LOG.warnf("%s: %s (%s)", provider.name(), failure.getMessage(), failure.said());
        reason = failure.getMessage();
      } catch (LangChain4jException failure) {
        meter.call(provider.name(), "rejected", started);
        reason = rejection(provider, failure);
      } finally {
        meter.tokens(provider.name(), call.tokens());
        budget.charge(owner, call.tokens());
      }
    }
    throw new PlannerFailure(reason);
  }

  private void enter(String owner) {
    try {
      budget.enter(owner);
    } catch (BudgetSpentException spent) {
      meter.spent();
      throw spent;
    }
  }

  private static String rejection(Provider provider, LangChain4jException failure) {
    if (failure.getCause() instanceof ProposalRejectedException rejected) {
      LOG.infof("%s: %s", provider.name(), rejected.getMessage());
      return rejected.getMessage();
    }
    LOG.errorf(failure, "%s: the answer could not be judged", provider.name());
    return "the language model's answer could not be judged";
  }
}
