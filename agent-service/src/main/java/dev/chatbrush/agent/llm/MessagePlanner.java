package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.meaning.NearestTool;
import dev.chatbrush.agent.plan.HybridPlanner;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.Planner;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.rules.RulePlanner;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import io.quarkus.arc.All;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Plans messages as configured: by rules, by language models, or by both. Thread-safe. */
@Singleton
public class MessagePlanner {
  private final Replies replies = new Replies();
  private final RulePlanner rules = new RulePlanner(replies);
  private final HybridPlanner.Mode mode;
  private final NearestTool nearest;
  private final Optional<LlmPlanner> llm;

  @Inject
  MessagePlanner(
      LlmConfig config,
      AiPlanner planner,
      PlanCall call,
      @All List<ChatModelListener> listeners,
      LlmMeter meter,
      NearestTool nearest) {
    Clock clock = Clock.systemUTC();
    List<Provider> providers =
        ProviderSettings.of(config).stream()
            .map(
                one -> new Provider(one, new ProviderHealth(clock, config.rest()), call, listeners))
            .toList();
    OwnerBudget budget = new OwnerBudget(config.budget(), clock);
    this.mode = config.planner();
    this.nearest = nearest;
    this.llm =
        providers.isEmpty() || mode == HybridPlanner.Mode.RULES
            ? Optional.empty()
            : Optional.of(
                new LlmPlanner(providers, planner, call, budget, meter, config.deadline()));
  }

  /** {@code llm} when one may be asked, else {@code rules}. */
  public String name() {
    return llm.isPresent() ? Plan.LLM : Plan.RULES;
  }

  /** owner: whose budget a language model is asked on. */
  @ActivateRequestContext
  public Plan plan(String owner, PlanContext context, CatalogueSnapshot catalogue) {
    Optional<Planner> mine =
        llm.map(shared -> (words, tools, byRules) -> shared.plan(owner, words, tools, byRules));
    return new HybridPlanner(mode, rules, nearest, mine, replies).plan(context, catalogue);
  }

  /** What the rules alone make of it; no language model is asked. */
  public Plan byRules(PlanContext context, CatalogueSnapshot catalogue) {
    return rules.read(context, catalogue).plan();
  }
}
