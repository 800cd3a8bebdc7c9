package dev.chatbrush.agent.edit;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.triton.catalogue.ReferenceUse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One step of a plan on one picture.
 *
 * @param picture encoded
 * @param mask of the picture's size; empty for the whole picture
 * @param maskDrawn drawn by hand: not grown, but a tool may find more of the object at its edge
 * @param prompt English, empty where the tool takes none
 * @param variations how many results, 1 to {@link #MOST_VARIATIONS}, each with a seed of its own
 * @param replay what an earlier edit was made with, when it is to be made again
 * @param references other pictures to look at, encoded, in their order
 * @param owner whose share of the places to run it takes; empty for nobody's
 */
public record EditRequest(
    byte[] picture,
    Optional<Rle> mask,
    boolean maskDrawn,
    String tool,
    String prompt,
    EditOptions options,
    int variations,
    Optional<Recipe> replay,
    List<byte[]> references,
    String owner) {
  static final int LONGEST_PROMPT = 1000;
  static final int MOST_VARIATIONS = 4;

  public EditRequest {
    references = List.copyOf(references);
    if (prompt.length() > LONGEST_PROMPT) {
      throw new ToolProblem(
          ProblemCode.PROMPT_TOO_LONG,
          "A prompt has at most %d characters, this one has %d. Say it shorter."
              .formatted(LONGEST_PROMPT, prompt.length()));
    }
    if (variations < 1 || variations > MOST_VARIATIONS) {
      throw new ToolProblem(
          ProblemCode.OPTION_INVALID,
          "variations must be 1 to %d, got %d.".formatted(MOST_VARIATIONS, variations));
    }
    if (references.size() > ReferenceUse.MOST) {
      throw new ToolProblem(
          ProblemCode.REFERENCES_NOT_TAKEN,
          "A message has at most %d other pictures, this one has %d."
              .formatted(ReferenceUse.MOST, references.size()));
    }
  }

  /** One result, for nobody in particular. */
  public EditRequest(
      byte[] picture,
      Optional<Rle> mask,
      boolean maskDrawn,
      String tool,
      String prompt,
      EditOptions options) {
    this(picture, mask, maskDrawn, tool, prompt, options, 1, Optional.empty(), List.of(), "");
  }

  /** Whether the mask is grown first, since a click's mask hugs its object. */
  boolean grows() {
    return isErase() && !maskDrawn;
  }

  boolean isErase() {
    return tool.equals(CatalogueSnapshot.ERASE);
  }

  /** What the caller set, else what the recipe says. */
  OptionalLong seed() {
    return options.seed().isPresent() || replay.isEmpty()
        ? options.seed()
        : OptionalLong.of(replay.get().seed());
  }
}
