package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;

/** Says what a message means; runs nothing. */
public interface Planner {
  Plan plan(PlanContext context, CatalogueSnapshot catalogue);
}
