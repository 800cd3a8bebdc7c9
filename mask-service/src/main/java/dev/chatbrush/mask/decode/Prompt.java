package dev.chatbrush.mask.decode;

import java.util.List;
import java.util.Optional;

/** What the model is asked for: clicks and at most one box. */
public record Prompt(List<PromptPoint> points, Optional<PromptBox> box) {
  public Prompt {
    points = List.copyOf(points);
  }

  public boolean isEmpty() {
    return points.isEmpty() && box.isEmpty();
  }

  /** Whether it says no more than that a thing is there. */
  public boolean isOneClick() {
    return box.isEmpty() && points.size() == 1 && !points.get(0).exclude();
  }

  /** Whether it is the other one with more clicks behind. */
  public boolean extendsPrompt(Prompt other) {
    int known = other.points.size();
    return box.equals(other.box)
        && points.size() > known
        && points.subList(0, known).equals(other.points);
  }
}
