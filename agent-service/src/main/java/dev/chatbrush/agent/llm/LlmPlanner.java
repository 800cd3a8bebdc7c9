package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.guard.PlanGuard;
import dev.chatbrush.agent.guard.Proposal;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.Planner;
import dev.chatbrush.agent.tool.CatalogueSnapshot;

/** Asks the language model and lets the guard judge its answer. Throws when either fails. */
final class LlmPlanner implements Planner {
  private final LlmClient client;
  private final LlmConfig config;
  private final PlanGuard guard;

  LlmPlanner(LlmClient client, LlmConfig config, PlanGuard guard) {
    this.client = client;
    this.config = config;
    this.guard = guard;
  }

  @Override
  public Plan plan(PlanContext context, CatalogueSnapshot catalogue) {
    var answer = client.ask(PlanPrompt.of(context, catalogue, config.turns()));
    Proposal proposal = ProposalReader.read(answer.aiMessage());
    return guard.check(proposal, context, catalogue);
  }
}
