package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.RuleReading;
import dev.chatbrush.agent.plan.Rules;
import java.util.List;
import java.util.Optional;

/**
 * Understands Korean and English without a language model: words from the lexicon files and the
 * catalogue, clauses, and one rule a kind of request. Safe for all threads.
 */
public final class RulePlanner implements Rules {
  private final SentencePlanner sentences;
  private final Dialogue dialogue;

  public RulePlanner(Replies replies) {
    Conversation conversation = new Conversation(replies);
    this.sentences = new SentencePlanner(conversation);
    this.dialogue = new Dialogue(sentences, conversation);
  }

  @Override
  public RuleReading read(PlanContext context, CatalogueSnapshot catalogue) {
    List<Intent> intents = intents(context, catalogue);
    boolean acts = intents.stream().anyMatch(intent -> intent.kind().isAction());
    Optional<Plan> inContext =
        dialogue
            .choice(intents, context, catalogue)
            .or(
                () ->
                    acts
                        ? Optional.empty()
                        : dialogue
                            .answer(intents, context, catalogue)
                            .or(() -> dialogue.otherSelection(intents, context, catalogue)));
    Plan plan =
        AnotherGround.isAsked(intents) && context.references() == 0
            ? sentences.pictureMissing(context)
            : inContext.orElseGet(() -> sentences.plan(intents, context, catalogue));
    double certainty = Certainty.of(intents, plan, inContext.isPresent());
    return new RuleReading(plan.with(certainty, plan.notes()), FactsReader.of(intents));
  }

  private List<Intent> intents(PlanContext context, CatalogueSnapshot catalogue) {
    List<Intent> intents = sentences.intents(context.text(), catalogue);
    return catalogue.find(CatalogueSnapshot.BACKGROUND_REPLACE).isEmpty()
        ? intents
        : AnotherGround.claim(intents, context);
  }
}
