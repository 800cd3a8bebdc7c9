package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.triton.catalogue.EditContract;
import dev.chatbrush.triton.catalogue.ToolModel;
import dev.chatbrush.triton.catalogue.ToolOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model is given for its options. What a person sets must be an option of the model and
 * within its bounds. A recipe's values are taken as far as the model has such options, since
 * another one may make it again; what words such as "a little" suggest comes last.
 */
final class OptionValues {
  private OptionValues() {}

  /** By option, in the model's order; what nobody says anything of is left to the model. */
  static Map<String, String> of(EditRequest edit, ToolModel model) {
    Map<String, String> recorded = edit.replay().map(Recipe::parameters).orElse(Map.of());
    Map<String, String> values = new LinkedHashMap<>();
    for (ToolOption option : model.options()) {
      Optional.ofNullable(edit.options().values().get(option.name()))
          .or(() -> Optional.ofNullable(recorded.get(option.name())))
          .or(() -> Optional.ofNullable(option.amounts().get(edit.options().amount())))
          .ifPresent(value -> values.put(option.name(), checked(option, value)));
    }
    return values;
  }

  /** As {@link #of}, with the model's own defaults: a later default must not change a replay. */
  static Map<String, String> used(EditRequest edit, ToolModel model) {
    Map<String, String> set = of(edit, model);
    Map<String, String> used = new LinkedHashMap<>();
    for (ToolOption option : model.options()) {
      String value = set.getOrDefault(option.name(), option.usual());
      if (!value.isEmpty()) {
        used.put(option.name(), value);
      }
    }
    return used;
  }

  /** Whether the model takes all that the caller sets, or leaves it aside as the contract says. */
  static boolean fit(EditRequest edit, ToolModel model) {
    return edit.options().values().entrySet().stream()
        .allMatch(
            set ->
                model
                    .option(set.getKey())
                    .map(option -> option.takes(set.getValue()))
                    .orElseGet(() -> EditContract.takes(set.getKey(), set.getValue())));
  }

  /** The refusal when none of {@code models} fits: what is allowed for the first that is wrong. */
  static ToolProblem refusal(EditRequest edit, List<ToolModel> models) {
    for (Map.Entry<String, String> set : edit.options().values().entrySet()) {
      List<ToolOption> known =
          Stream.concat(
                  models.stream().flatMap(model -> model.option(set.getKey()).stream()),
                  EditContract.settings().stream().filter(s -> s.name().equals(set.getKey())))
              .toList();
      if (known.isEmpty()) {
        return invalid(
            "'%s' is no option of '%s' now. %s".formatted(set.getKey(), edit.tool(), all(models)));
      }
      if (known.stream().noneMatch(option -> option.takes(set.getValue()))) {
        return wrong(known.get(0), set.getValue());
      }
    }
    return invalid("No model takes all of these options together. " + all(models));
  }

  private static String checked(ToolOption option, String value) {
    if (!option.takes(value)) {
      throw wrong(option, value);
    }
    return value;
  }

  private static ToolProblem wrong(ToolOption option, String value) {
    return invalid("%s must be %s, got '%s'.".formatted(option.name(), option.allowed(), value));
  }

  private static ToolProblem invalid(String sentence) {
    return new ToolProblem(ProblemCode.OPTION_INVALID, sentence);
  }

  private static String all(List<ToolModel> models) {
    return models.stream()
        .map(model -> model.id().name() + " takes " + all(model))
        .collect(Collectors.joining("; ", "", "."));
  }

  private static String all(ToolModel model) {
    return model.options().isEmpty()
        ? "none"
        : model.options().stream()
            .map(option -> option.name() + " (" + option.allowed() + ")")
            .collect(Collectors.joining(", "));
  }
}
