package dev.chatbrush.agent.plan;

/** What a step applies to. */
public enum Target {
  /** What is selected now. */
  SELECTION,
  /** The whole picture. */
  WHOLE,
  /** The salient object; selected by the segmenter where nothing is selected. */
  SUBJECT,
  /** What lies behind the salient object; selected likewise where nothing is selected. */
  BACKGROUND,
  /** All but what is selected now. */
  REST,
  /** What has a name, found before the step runs: {@link PlanStep#named()}. */
  NAMED
}
