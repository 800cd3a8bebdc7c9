package dev.chatbrush.agent.edit;

import dev.chatbrush.imaging.mask.Mask;

/**
 * Something more that could be edited in the same way; offered, never imposed.
 *
 * @param mask of the input picture's size; what was edited and what is offered together
 */
public record Suggestion(Kind kind, Mask mask) {
  /** Why it is offered. */
  public enum Kind {
    /** What was erased seems to have left its shadow. */
    SHADOW
  }
}
