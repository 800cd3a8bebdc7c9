package dev.chatbrush.gateway.grpc;

import dev.chatbrush.contracts.picture.StatusReply;

/** How a service is: whether it answers, whether its engine does, and how it plans ("" unknown). */
public record RemoteState(boolean reachable, boolean engineReady, String planner) {
  /** No answer. */
  public static final RemoteState DOWN = new RemoteState(false, false, "");

  public static RemoteState from(StatusReply reply) {
    return new RemoteState(true, reply.getEngineReady(), reply.getPlanner());
  }
}
