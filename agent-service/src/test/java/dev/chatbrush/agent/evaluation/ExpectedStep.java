package dev.chatbrush.agent.evaluation;

import dev.chatbrush.agent.plan.NamedThing;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Strength;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.Which;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One step that an evaluation line wants; how it is written stands in evaluation/README.md.
 *
 * @param words each a list of which one must occur in the English prompt
 * @param named the thing and which of it, as {@code cup} or {@code cup,ALL}; empty for no target
 *     NAMED
 * @param strength empty where it does not matter
 */
public record ExpectedStep(
    String tool,
    List<List<String>> words,
    Target target,
    Optional<Strength> strength,
    int variations,
    String named) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<tool>\\w+)(?::(?<words>[^*@]+?))?(?<target>\\*(?:subject|background|rest)?|@[^ ]+)?"
              + "(?<strength> (?:slight|normal|strong|complete))?(?: x(?<count>\\d))?");

  static ExpectedStep of(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException("not a step of an evaluation line: '" + text + "'");
    }
    String tool = written.group("tool");
    return new ExpectedStep(
        switch (tool) {
          case "erase" -> "object_erase";
          case "transform" -> "image_transform";
          default -> tool;
        },
        words(written.group("words")),
        target(written.group("target")),
        Optional.ofNullable(written.group("strength"))
            .map(word -> Strength.valueOf(word.strip().toUpperCase(Locale.ROOT))),
        written.group("count") == null ? 1 : Integer.parseInt(written.group("count")),
        written.group("target") != null && written.group("target").startsWith("@")
            ? written.group("target").substring(1)
            : "");
  }

  private static List<List<String>> words(String written) {
    List<List<String>> all = new ArrayList<>();
    for (String choices : written == null ? new String[0] : written.split("\\+")) {
      all.add(Arrays.asList(choices.toLowerCase(Locale.ROOT).split("\\|")));
    }
    return all;
  }

  private static Target target(String written) {
    if (written == null) {
      return Target.WHOLE;
    }
    if (written.startsWith("@")) {
      return Target.NAMED;
    }
    return switch (written) {
      case "*subject" -> Target.SUBJECT;
      case "*background" -> Target.BACKGROUND;
      case "*rest" -> Target.REST;
      default -> Target.SELECTION;
    };
  }

  boolean matches(PlanStep step) {
    String prompt = step.prompt().toLowerCase(Locale.ROOT);
    return tool.equals(step.tool())
        && words.stream().allMatch(choices -> choices.stream().anyMatch(prompt::contains))
        && target == step.target()
        && named.equals(step.named().map(ExpectedStep::written).orElse(""))
        && strength.map(step.strength()::equals).orElse(true)
        && variations == step.variations();
  }

  /** As a line writes it: {@code cup}, {@code cup,ALL}, {@code cup,2}. */
  private static String written(NamedThing thing) {
    String which =
        thing.numbers().isEmpty()
            ? thing.which() == Which.ONLY ? "" : "," + thing.which()
            : "," + thing.numbers().stream().map(String::valueOf).collect(Collectors.joining("+"));
    return thing.name().replace(' ', '_') + which;
  }
}
