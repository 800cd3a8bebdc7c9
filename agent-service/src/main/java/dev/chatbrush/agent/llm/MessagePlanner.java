package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.guard.PlanGuard;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.HybridPlanner;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.Planner;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.rules.RulePlanner;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Plans messages as configured: by rules, by language models, or by both. Thread-safe. */
@Singleton
public final class MessagePlanner {
  private final Replies replies = new Replies();
  private final RulePlanner rules = new RulePlanner(replies);
  private final HybridPlanner.Mode mode;
  private final Optional<LlmPlanner> llm;

  @Inject
  MessagePlanner(LlmConfig config, LlmMeter meter) {
    this(config, Clock.systemUTC(), meter);
  }

  MessagePlanner(LlmConfig config, Clock clock, LlmMeter meter) {
    List<ProviderSettings> providers = ProviderSettings.of(config);
    PlanGuard guard = new PlanGuard(new Conversation(replies));
    this.mode = config.planner();
    this.llm =
        providers.isEmpty() || mode == HybridPlanner.Mode.RULES
            ? Optional.empty()
            : Optional.of(new LlmPlanner(providers, guard, config, clock, meter));
  }

  /** {@code llm} when one may be asked, else {@code rules}. */
  public String name() {
    return llm.isPresent() ? Plan.LLM : Plan.RULES;
  }

  /** owner: whose budget a language model is asked on. */
  public Plan plan(String owner, PlanContext context, CatalogueSnapshot catalogue) {
    Optional<Planner> mine =
        llm.map(shared -> (words, tools, byRules) -> shared.plan(owner, words, tools, byRules));
    return new HybridPlanner(mode, rules, mine, replies).plan(context, catalogue);
  }
}
