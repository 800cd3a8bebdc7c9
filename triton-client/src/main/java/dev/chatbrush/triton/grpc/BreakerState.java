package dev.chatbrush.triton.grpc;

/** State of the circuit breaker. */
public enum BreakerState {
  /** Calls pass. */
  CLOSED,
  /** Calls fail at once. */
  OPEN,
  /** Calls fail at once, while one probe finds out whether the server is back. */
  HALF_OPEN
}
