package dev.chatbrush.agent.tool;

import dev.chatbrush.imaging.mask.Rle;
import java.util.Optional;

/**
 * One step of a plan on one picture.
 *
 * @param picture encoded
 * @param mask of the picture's size; empty for the whole picture
 * @param maskDrawn drawn by hand: taken as it is, never grown
 * @param prompt English, empty where the tool takes none
 */
public record EditRequest(
    byte[] picture,
    Optional<Rle> mask,
    boolean maskDrawn,
    String tool,
    String prompt,
    EditOptions options) {
  static final int LONGEST_PROMPT = 1000;

  public EditRequest {
    if (prompt.length() > LONGEST_PROMPT) {
      throw new ToolProblem(
          ToolProblem.Kind.INVALID,
          "PROMPT_TOO_LONG",
          "A prompt has at most %d characters, this one has %d. Say it shorter."
              .formatted(LONGEST_PROMPT, prompt.length()));
    }
  }
}
