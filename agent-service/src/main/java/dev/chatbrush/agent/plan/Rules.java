package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;

/** Understands a message without a language model; runs nothing. */
public interface Rules {
  RuleReading read(PlanContext context, CatalogueSnapshot catalogue);
}
