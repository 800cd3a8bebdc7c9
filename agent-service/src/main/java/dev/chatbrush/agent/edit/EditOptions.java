package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a caller may set for one edit; unset means the model's own default.
 *
 * @param steps 1 to 100
 * @param guidanceScale 0 to 30
 * @param imageGuidanceScale 0 to 10
 * @param strength 0 to 1
 * @param negativePrompt at most 400 characters, empty for none
 * @param previewEvery a preview each so many steps, 0 = none, at most 100
 */
public record EditOptions(
    OptionalLong seed,
    OptionalInt steps,
    OptionalDouble guidanceScale,
    OptionalDouble imageGuidanceScale,
    OptionalDouble strength,
    String negativePrompt,
    int previewEvery) {
  private static final int LONGEST_PROMPT = 400;

  public EditOptions {
    steps.ifPresent(value -> require("steps", value, 1, 100));
    guidanceScale.ifPresent(value -> require("guidance_scale", value, 0, 30));
    imageGuidanceScale.ifPresent(value -> require("image_guidance_scale", value, 0, 10));
    strength.ifPresent(value -> require("strength", value, 0, 1));
    require("preview_every", previewEvery, 0, 100);
    require("the length of negative_prompt", negativePrompt.length(), 0, LONGEST_PROMPT);
  }

  public static EditOptions none() {
    return new EditOptions(
        OptionalLong.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "",
        0);
  }

  /** The other's values where it has any, these otherwise. */
  public EditOptions overriddenBy(EditOptions other) {
    return new EditOptions(
        other.seed.isPresent() ? other.seed : seed,
        other.steps.isPresent() ? other.steps : steps,
        other.guidanceScale.isPresent() ? other.guidanceScale : guidanceScale,
        other.imageGuidanceScale.isPresent() ? other.imageGuidanceScale : imageGuidanceScale,
        other.strength.isPresent() ? other.strength : strength,
        other.negativePrompt.isEmpty() ? negativePrompt : other.negativePrompt,
        other.previewEvery > 0 ? other.previewEvery : previewEvery);
  }

  private static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new ToolProblem(
          ProblemCode.OPTION_INVALID,
          "%s must be %s to %s, got %s.".formatted(name, least, most, value));
    }
  }
}
