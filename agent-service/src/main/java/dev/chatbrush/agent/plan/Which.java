package dev.chatbrush.agent.plan;

/** Which of several things of one name is meant. */
public enum Which {
  /** The only one; of several the person is asked. */
  ONLY,
  ALL,
  LEFTMOST,
  RIGHTMOST,
  TOPMOST,
  BOTTOMMOST,
  MIDDLE,
  LARGEST,
  SMALLEST
}
