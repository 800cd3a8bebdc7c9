package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.guard.PlanGuard;
import dev.chatbrush.agent.guard.ProposalRejectedException;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlannerFailure;
import dev.chatbrush.agent.plan.RuleReading;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks the endpoints in their order until one gives an answer that the guard lets through.
 * Thread-safe.
 */
final class LlmPlanner {
  private static final Logger LOG = Logger.getLogger(LlmPlanner.class);
  private static final int CHARACTERS_PER_TOKEN = 3;

  private final List<Provider> providers;
  private final PlanGuard guard;
  private final LlmConfig config;
  private final OwnerBudget budget;
  private final LlmMeter meter;

  LlmPlanner(
      List<ProviderSettings> providers,
      PlanGuard guard,
      LlmConfig config,
      Clock clock,
      LlmMeter meter) {
    this.providers =
        providers.stream().map(one -> new Provider(one, clock, config.rest())).toList();
    this.guard = guard;
    this.config = config;
    this.budget = new OwnerBudget(config.budget(), clock);
    this.meter = meter;
  }

  /**
   * @param owner whose budget it is
   * @throws PlannerFailure when no endpoint gave a plan in time; the rules should take over
   */
  Plan plan(String owner, PlanContext context, CatalogueSnapshot catalogue, RuleReading byRules) {
    budget.enter(owner);
    PlanPrompt prompt = new PlanPrompt(context, catalogue, config.turns());
    Deadline deadline = Deadline.in(config.deadline());
    String reason = "no language model is set up";
    for (Provider provider : providers) {
      long started = System.nanoTime();
      try {
        ChatResponse answer = provider.ask(prompt, deadline);
        budget.charge(owner, tokens(prompt, answer));
        Plan plan =
            guard.check(ProposalReader.read(answer.aiMessage()), context, catalogue, byRules);
        meter.call(provider.name(), "planned", started);
        return plan;
      } catch (ProviderException failure) {
        meter.call(
            provider.name(), failure.kind().name().toLowerCase(java.util.Locale.ROOT), started);
        LOG.warnf("%s: %s (%s)", provider.name(), failure.getMessage(), failure.said());
        reason = failure.getMessage();
      } catch (ProposalRejectedException rejected) {
        meter.call(provider.name(), "rejected", started);
        LOG.infof("%s: %s", provider.name(), rejected.getMessage());
        reason = rejected.getMessage();
      }
    }
    throw new PlannerFailure(reason);
  }

  /** As the server counted them, or estimated where it did not. */
  private static long tokens(PlanPrompt prompt, ChatResponse answer) {
    var usage = answer.tokenUsage();
    if (usage != null && usage.totalTokenCount() != null && usage.totalTokenCount() > 0) {
      return usage.totalTokenCount();
    }
    return prompt.length() / CHARACTERS_PER_TOKEN;
  }
}
