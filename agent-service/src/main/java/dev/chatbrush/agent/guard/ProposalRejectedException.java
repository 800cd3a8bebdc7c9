package dev.chatbrush.agent.guard;

/** A proposal that cannot be mended; the message says why, for logs and {@code fallback_reason}. */
public final class ProposalRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProposalRejectedException(String message) {
    super(message);
  }
}
