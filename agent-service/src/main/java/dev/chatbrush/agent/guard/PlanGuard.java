package dev.chatbrush.agent.guard;

import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.ReplyText;
import dev.chatbrush.agent.plan.RulePlanner;
import dev.chatbrush.agent.plan.SentenceFacts;
import dev.chatbrush.agent.tool.CatalogueSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a plan of a proposal, or rejects it: only tools of the catalogue, bounded prompts, three
 * steps, no edit without the mask that it needs, history only when the words ask for it, nothing at
 * all for a refusal or small talk. What the plan says of itself is our own text. Thread-safe.
 */
public final class PlanGuard {
  private static final int MOST_CALLS = 12;

  private final RulePlanner rules;
  private final Conversation conversation;

  public PlanGuard(RulePlanner rules, Conversation conversation) {
    this.rules = rules;
    this.conversation = conversation;
  }

  /**
   * @throws ProposalRejectedException when the proposal is beyond mending; the rules then plan
   */
  public Plan check(Proposal proposal, PlanContext context, CatalogueSnapshot catalogue) {
    Language language = Language.of(context.text());
    SentenceFacts facts = rules.facts(context.text(), catalogue);
    if (proposal.steps().size() > MOST_CALLS) {
      throw new ProposalRejectedException(
          "the model made %d calls, at most %d are read"
              .formatted(proposal.steps().size(), MOST_CALLS));
    }
    if (!proposal.steps().isEmpty() && (facts.refuses() || facts.onlyTalk())) {
      return Plan.answer(
          Plan.LLM, language, conversation.calm(language, facts.refuses(), catalogue));
    }
    if (proposal.steps().isEmpty()) {
      return words(proposal, context, language, catalogue);
    }
    List<PlanStep> steps = new ArrayList<>();
    for (Proposal.Step step : proposal.steps()) {
      Optional<PlanStep> checked = step(step, steps, facts, context, catalogue);
      checked.ifPresent(steps::add);
      if (checked.isEmpty() && lacksMask(step, context, catalogue)) {
        return Plan.question(Plan.LLM, language, maskQuestion(language, step.tool()));
      }
    }
    if (steps.isEmpty()) {
      throw new ProposalRejectedException("no step that the model proposed may run");
    }
    List<PlanStep> kept = steps.subList(0, Math.min(Plan.MOST_STEPS, steps.size()));
    String reply = new ReplyText(conversation.replies(), language).promise(kept, catalogue);
    return Plan.steps(Plan.LLM, language, kept, reply);
  }

  private Optional<PlanStep> step(
      Proposal.Step step,
      List<PlanStep> before,
      SentenceFacts facts,
      PlanContext context,
      CatalogueSnapshot catalogue) {
    if (PlanStep.HISTORY.contains(step.tool())) {
      boolean asked = facts.history().contains(step.tool());
      return asked
          ? Optional.of(new PlanStep(step.tool(), "", context.text(), false))
          : Optional.empty();
    }
    var tool =
        catalogue
            .find(step.tool())
            .orElseThrow(
                () ->
                    new ProposalRejectedException(
                        "the model called '%s', which is no tool"
                            .formatted(SafeText.name(step.tool()))));
    String prompt = tool.takesPrompt() ? SafeText.prompt(step.prompt()) : "";
    if (prompt.length() > PlanStep.LONGEST_PROMPT) {
      throw new ProposalRejectedException(
          "the model wrote a prompt of %d characters, at most %d are taken"
              .formatted(prompt.length(), PlanStep.LONGEST_PROMPT));
    }
    if (tool.takesPrompt() && prompt.isEmpty()) {
      throw new ProposalRejectedException("the model called " + tool.tool() + " without a prompt");
    }
    boolean fresh = before.stream().allMatch(done -> keepsMask(done));
    boolean usesMask =
        context.hasMask() && fresh && tool.takesMask() && step.useSelection().orElse(true)
            || context.hasMask() && fresh && !tool.takesWhole();
    if (!usesMask && !tool.takesWhole()) {
      return Optional.empty();
    }
    PlanStep checked = new PlanStep(tool.tool(), prompt, context.text(), usesMask);
    return before.contains(checked) ? Optional.empty() : Optional.of(checked);
  }

  private static boolean keepsMask(PlanStep done) {
    return done.tool().equals(CatalogueSnapshot.TRANSFORM);
  }

  private static boolean lacksMask(
      Proposal.Step step, PlanContext context, CatalogueSnapshot catalogue) {
    return !PlanStep.HISTORY.contains(step.tool())
        && catalogue.needsMask(step.tool())
        && !context.hasMask();
  }

  private String maskQuestion(Language language, String tool) {
    boolean erase = tool.equals(CatalogueSnapshot.ERASE);
    return conversation.replies().say(language, erase ? "question.erase" : "question.mask");
  }

  /** A question or an answer; not where the words plainly ask for an edit that can run. */
  private Plan words(
      Proposal proposal, PlanContext context, Language language, CatalogueSnapshot catalogue) {
    Plan byRules = rules.plan(context, catalogue);
    if (!byRules.steps().isEmpty()) {
      throw new ProposalRejectedException("the model only talked where an edit was asked for");
    }
    String question = SafeText.of(proposal.question());
    if (!question.isEmpty() && Language.of(question) == language) {
      return Plan.question(Plan.LLM, language, question);
    }
    String text = SafeText.of(proposal.text());
    if (text.isEmpty() || Language.of(text) != language) {
      return byRules;
    }
    return Plan.answer(Plan.LLM, language, text);
  }
}
