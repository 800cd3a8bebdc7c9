package dev.chatbrush.mask.segment;

/** What is meant when the person has not pointed at anything. */
public enum Subject {
  /** Only what was drawn. */
  NONE,
  /** What stands out in the picture. */
  SUBJECT,
  /** Everything else. */
  BACKGROUND
}
