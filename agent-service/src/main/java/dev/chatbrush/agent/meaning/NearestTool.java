package dev.chatbrush.agent.meaning;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.SentenceVectors;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.guard.PlanGuard;
import dev.chatbrush.agent.guard.Proposal;
import dev.chatbrush.agent.guard.ProposalRejectedException;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.meaning.MeaningMeter.Outcome;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Planner;
import dev.chatbrush.agent.plan.PlannerFailure;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.RuleReading;
import dev.chatbrush.triton.error.InferenceException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Plans the tool whose own words mean the same as the person's. It proposes no erase and no history
 * step, and what it proposes passes the same guard as a language model's. Thread-safe.
 */
@Singleton
public class NearestTool implements Planner {
  private final ToolIndexes indexes;
  private final SentenceVectors vectors;
  private final MeaningMeter meter;
  private final Duration deadline;
  private final PlanGuard guard = new PlanGuard(new Conversation(new Replies()));

  NearestTool(
      ToolIndexes indexes, SentenceVectors vectors, MeaningMeter meter, MeaningConfig config) {
    this.indexes = indexes;
    this.vectors = vectors;
    this.meter = meter;
    this.deadline = config.deadline();
  }

  @Override
  public Plan plan(PlanContext context, CatalogueSnapshot catalogue, RuleReading byRules) {
    if (deadline.isZero()) {
      throw new PlannerFailure("the sentence encoder shall not be asked");
    }
    long started = System.nanoTime();
    try {
      ToolIndex index =
          indexes
              .current(catalogue)
              .orElseThrow(() -> failure(Outcome.UNREADY, "there is no index of tools", started));
      String words = context.text();
      float[] sentence = vectors.of(index.model(), List.of(words), deadline)[0];
      String tool =
          index
              .nearest(sentence, words)
              .orElseThrow(() -> failure(Outcome.NONE, "no tool means that", started));
      Proposal proposal = new Proposal(List.of(step(tool, context, catalogue, byRules)), "", "");
      Plan plan = guard.check(proposal, context, catalogue, byRules).by(Plan.RULES);
      meter.call(Outcome.CHOSEN, started);
      return plan;
    } catch (InferenceException none) {
      throw failure(Outcome.FAILED, none.getMessage(), started);
    } catch (ProposalRejectedException rejected) {
      throw failure(Outcome.REJECTED, rejected.getMessage(), started);
    }
  }

  /** A prompt is English: the rules' own, or the words where they are. */
  private static Proposal.Step step(
      String tool, PlanContext context, CatalogueSnapshot catalogue, RuleReading byRules) {
    boolean prompted = catalogue.find(tool).map(ToolDescription::takesPrompt).orElse(false);
    String own = byRules.plan().steps().stream().findFirst().map(PlanStep::prompt).orElse("");
    boolean english = Language.of(context.text()) == Language.ENGLISH;
    String prompt = !prompted ? "" : own.isEmpty() && english ? context.text() : own;
    return new Proposal.Step(tool, prompt, Optional.empty());
  }

  private PlannerFailure failure(Outcome outcome, String why, long started) {
    meter.call(outcome, started);
    return new PlannerFailure(why);
  }
}
