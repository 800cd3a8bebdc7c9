package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.revision.History;

/**
 * How an edit ends, and what the assistant says to it.
 *
 * @param plan null when it failed before there was one
 * @param problem null unless it failed
 */
public record Ending(String editId, Plan plan, String outcome, String text, Problem problem) {
  /** Ends an edit that failed; earlier steps stay. */
  public static Ending failed(String editId, Plan plan, Problem problem) {
    return new Ending(editId, plan, EditOutcome.FAILED, problem.detail(), problem);
  }

  /** Whether it is one that a person who wants the edit stopped waits for. */
  boolean stops() {
    return outcome.equals(EditOutcome.CANCELLED) || outcome.equals(EditOutcome.FAILED);
  }

  boolean asks() {
    return outcome.equals(EditOutcome.QUESTION);
  }

  EditOutcome outcome(History now, EditResults made, MessageView message) {
    return new EditOutcome(
        editId,
        outcome,
        plan,
        made.revisions(),
        message,
        message.question(),
        now.headNumber(),
        now.canUndo(),
        now.canRedo(),
        made.suggestions(),
        problem);
  }
}
