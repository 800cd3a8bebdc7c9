package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.triton.ModelId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an edit was made with, as {@link EditResult} told it, to make it again on the same or
 * another picture.
 *
 * @param model empty when it is not known
 * @param parameters as in {@link EditResult#parameters()}; what depends on the picture, such as
 *     {@code crop}, is worked out anew
 */
public record Recipe(Optional<ModelId> model, long seed, Map<String, String> parameters) {
  public Recipe {
    parameters = Map.copyOf(parameters);
  }

  EditOptions options() {
    return new EditOptions(
        OptionalLong.of(seed),
        number("steps").map(n -> OptionalInt.of(n.intValue())).orElse(OptionalInt.empty()),
        optional("guidance_scale"),
        optional("image_guidance_scale"),
        optional("strength"),
        parameters.getOrDefault("negative_prompt", ""),
        0);
  }

  private OptionalDouble optional(String name) {
    return number(name).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private Optional<Double> number(String name) {
    String value = parameters.get(name);
    try {
      return value == null ? Optional.empty() : Optional.of(Double.valueOf(value));
    } catch (NumberFormatException noNumber) {
      throw new ToolProblem(
          ProblemCode.OPTION_INVALID,
          "The recipe's %s must be a number, got '%s'.".formatted(name, value));
    }
  }
}
