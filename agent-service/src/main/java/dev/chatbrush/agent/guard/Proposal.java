package dev.chatbrush.agent.guard;

import java.util.List;
import java.util.Optional;

/**
 * What a language model proposes; nothing of it is trusted.
 *
 * @param text what it says besides, or instead
 * @param question what it wants to know, empty for nothing
 */
public record Proposal(List<Step> steps, String text, String question) {
  public Proposal {
    steps = List.copyOf(steps);
  }

  /** One call; useSelection and target are empty where the model left them out. */
  public record Step(String tool, String prompt, Optional<Boolean> useSelection, String target) {
    public Step(String tool, String prompt, Optional<Boolean> useSelection) {
      this(tool, prompt, useSelection, "");
    }
  }
}
