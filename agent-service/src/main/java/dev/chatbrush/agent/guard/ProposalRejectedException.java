package dev.chatbrush.agent.guard;

import dev.chatbrush.agent.plan.PlannerFailure;

/** A proposal that cannot be mended; the message says why, for logs and {@code fallback_reason}. */
public final class ProposalRejectedException extends PlannerFailure {
  private static final long serialVersionUID = 1L;

  public ProposalRejectedException(String message) {
    super(message);
  }
}
