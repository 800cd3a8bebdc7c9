package dev.chatbrush.agent.guard;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.HybridPlanner;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.ReplyText;
import dev.chatbrush.agent.plan.RuleReading;
import dev.chatbrush.agent.plan.SentenceFacts;
import java.util.List;
import java.util.Optional;

/**
 * Makes a plan of a proposal, or rejects it: only tools of the catalogue, bounded prompts, three
 * steps, no edit without the mask that it needs, history and erase only when the words ask for it,
 * nothing at all for a refusal or small talk. What the plan says of itself is our own text, and
 * what it applies to, how strongly and how often come from the person's words. Thread-safe.
 */
public final class PlanGuard {
  private static final int MOST_CALLS = 12;

  private final Conversation conversation;

  public PlanGuard(Conversation conversation) {
    this.conversation = conversation;
  }

  /**
   * @param byRules what the rules made of the same message
   * @throws ProposalRejectedException when the proposal is beyond mending; the rules then plan
   */
  public Plan check(
      Proposal proposal, PlanContext context, CatalogueSnapshot catalogue, RuleReading byRules) {
    Language language = Language.of(context.text());
    SentenceFacts facts = byRules.facts();
    if (proposal.steps().size() > MOST_CALLS) {
      throw new ProposalRejectedException(
          "the model made %d calls, at most %d are read"
              .formatted(proposal.steps().size(), MOST_CALLS));
    }
    if (!proposal.steps().isEmpty() && (facts.refuses() || facts.onlyTalk())) {
      String key = facts.refuses() ? "answer.nothing" : "answer.help";
      return Plan.answer(Plan.LLM, language, conversation.answer(key, language, catalogue));
    }
    if (proposal.steps().isEmpty()) {
      return words(proposal, byRules.plan(), language);
    }
    StepCheck check = new StepCheck(facts, byRules.plan(), context, catalogue);
    for (Proposal.Step step : proposal.steps()) {
      if (!check.add(step)) {
        return Plan.where(Plan.LLM, language, maskQuestion(language, step.tool()));
      }
    }
    if (check.steps().isEmpty()) {
      throw new ProposalRejectedException("no step that the model proposed may run");
    }
    List<PlanStep> kept = check.steps().subList(0, Math.min(Plan.MOST_STEPS, check.steps().size()));
    String reply = new ReplyText(conversation.replies(), language).promise(kept, catalogue);
    return Plan.steps(Plan.LLM, language, kept, reply);
  }

  private String maskQuestion(Language language, String tool) {
    boolean erase = tool.equals(CatalogueSnapshot.ERASE);
    return conversation.replies().say(language, erase ? "question.erase" : "question.mask");
  }

  /** A question or an answer; not where the words plainly ask for an edit that can run. */
  private static Plan words(Proposal proposal, Plan byRules, Language language) {
    if (!byRules.steps().isEmpty() && byRules.certainty() >= HybridPlanner.CERTAIN) {
      throw new ProposalRejectedException("the model only talked where an edit was asked for");
    }
    Optional<String> question = inOwnWords(proposal.question(), language);
    if (question.isPresent()) {
      return Plan.question(Plan.LLM, language, question.get());
    }
    return inOwnWords(proposal.text(), language)
        .map(text -> Plan.answer(Plan.LLM, language, text))
        .orElse(byRules);
  }

  /** The model's words made inert, when they are in the person's language. */
  private static Optional<String> inOwnWords(String text, Language language) {
    String inert = SafeText.of(text);
    boolean fits = !inert.isEmpty() && Language.of(inert) == language;
    return fits ? Optional.of(inert) : Optional.empty();
  }
}
