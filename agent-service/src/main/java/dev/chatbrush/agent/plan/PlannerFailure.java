package dev.chatbrush.agent.plan;

/** A planner could not plan, and another should; the message says why, for people and logs. */
public class PlannerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PlannerFailure(String message) {
    super(message);
  }
}
