package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.RuleReading;
import dev.langchain4j.model.chat.ChatModel;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;

/** What the parts of the AI service know of the message that is being planned on this thread. */
@RequestScoped
class PlanCall {
  private PlanContext context;
  private CatalogueSnapshot catalogue;
  private RuleReading byRules;
  private long endNanos;
  private ChatModel chosen;
  private long tokens;

  /** deadline: for all endpoints together. */
  void begin(
      PlanContext newContext,
      CatalogueSnapshot newCatalogue,
      RuleReading newByRules,
      Duration deadline) {
    context = newContext;
    catalogue = newCatalogue;
    byRules = newByRules;
    endNanos = System.nanoTime() + deadline.toNanos();
  }

  /** The endpoint that answers from now on; what was used is counted anew. */
  void choose(ChatModel model) {
    chosen = model;
    tokens = 0;
  }

  void use(long moreTokens) {
    tokens += moreTokens;
  }

  PlanContext context() {
    return context;
  }

  CatalogueSnapshot catalogue() {
    return catalogue;
  }

  RuleReading byRules() {
    return byRules;
  }

  ChatModel chosen() {
    return chosen;
  }

  long tokens() {
    return tokens;
  }

  /** Of the time for the plan. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }
}
