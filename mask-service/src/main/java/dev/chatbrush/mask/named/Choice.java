package dev.chatbrush.mask.named;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.mask.problem.MaskProblem;
import java.util.List;

/**
 * All finds and those that are selected.
 *
 * @param chosen of {@code finds}; empty where one was asked for and there are several
 */
public record Choice(List<Find> finds, List<Find> chosen) {
  public Choice {
    finds = List.copyOf(finds);
    chosen = List.copyOf(chosen);
  }

  /**
   * @throws MaskProblem NAME_NOT_FOUND when there is none, SELECTION_INVALID for a number that none
   *     has
   */
  public static Choice of(Named named, List<Find> finds) {
    if (finds.isEmpty()) {
      throw MaskProblem.of(
          ProblemCode.NAME_NOT_FOUND,
          "Found no “%s” in this picture. Click it, draw a box around it or paint over it."
              .formatted(named.text()));
    }
    for (int number : named.numbers()) {
      if (number < 1 || number > finds.size()) {
        throw MaskProblem.of(
            ProblemCode.SELECTION_INVALID,
            "There are %d finds, 1 to %d, but number %d was asked for."
                .formatted(finds.size(), finds.size(), number));
      }
    }
    if (named.numbers().isEmpty()) {
      return new Choice(finds, named.which().of(finds));
    }
    return new Choice(
        finds, finds.stream().filter(find -> named.numbers().contains(find.number())).toList());
  }
}
