package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How a caller wants one edit to be made. What a tool lets people set is known to its model alone
 * ({@link OptionValues}); here are the settings of every edit.
 *
 * @param seed empty for one that is drawn
 * @param previewEvery a preview each so many steps, 0 = none, at most 100
 * @param values by the names of the tool's options, as text
 * @param amount what the words ask for: {@code slight}, {@code strong}, {@code complete}; empty for
 *     the usual
 */
public record EditOptions(
    OptionalLong seed, int previewEvery, Map<String, String> values, String amount) {
  private static final int MOST_STEPS_BETWEEN = 100;

  public EditOptions {
    Objects.requireNonNull(amount, "amount");
    values = Map.copyOf(values);
    if (previewEvery < 0 || previewEvery > MOST_STEPS_BETWEEN) {
      throw new ToolProblem(
          ProblemCode.OPTION_INVALID,
          "preview_every must be 0 to %d, got %d.".formatted(MOST_STEPS_BETWEEN, previewEvery));
    }
  }

  public static EditOptions none() {
    return of(Map.of());
  }

  /** Some of the tool's options, and nothing else. */
  public static EditOptions of(Map<String, String> values) {
    return new EditOptions(OptionalLong.empty(), 0, values, "");
  }
}
