package dev.chatbrush.agent.plan;

/** What a step applies to. */
public enum Target {
  /** What is selected now. */
  SELECTION,
  /** The whole picture. */
  WHOLE,
  /** The salient object; selected by the segmenter where nothing is selected. */
  SUBJECT,
  /** Everything but the salient object, or but the selection where there is one. */
  BACKGROUND
}
