package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;

/** Says what a message means where the rules are not sure of it; runs nothing. */
public interface Planner {
  /**
   * @param byRules what the rules made of the same message
   * @throws PlannerFailure where the rules should take over
   */
  Plan plan(PlanContext context, CatalogueSnapshot catalogue, RuleReading byRules);
}
