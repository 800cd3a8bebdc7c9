package dev.chatbrush.gateway.edit;

import dev.chatbrush.contracts.agent.Result;
import dev.chatbrush.gateway.agent.NamedThing;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.Which;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Title;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is kept of a step that has run, and the step that a kept recipe stands for. */
public final class Recipes {
  private Recipes() {}

  /** Whether a recipe that came from outside says what {@link #step} must know. */
  public static boolean isWhole(Recipe recipe) {
    if (recipe.tool() == null || recipe.model() == null || recipe.modelVersion() == null) {
      return false;
    }
    try {
      step(recipe);
      return true;
    } catch (IllegalArgumentException | NullPointerException e) {
      return false; // a target, a strength or a number that nobody knows
    }
  }

  /**
   * What {@code result} was made with.
   *
   * @param maskDrawn whether the mask was drawn by hand; null without a mask
   */
  static Recipe of(Plan.Step step, Result result, Title title, Boolean maskDrawn, long millis) {
    return new Recipe(
        step.tool(),
        title,
        result.getModel(),
        result.getModelVersion(),
        orEmpty(step.prompt()),
        orEmpty(step.promptOriginal()),
        maskDrawn != null,
        step.target().name(),
        step.strength().name(),
        maskDrawn,
        result.getSeed(),
        parameters(step, result),
        millis,
        result.hasOutsideChanged() ? result.getOutsideChanged() : null,
        List.of());
  }

  private static Map<String, String> parameters(Plan.Step step, Result result) {
    Map<String, String> parameters = new LinkedHashMap<>(result.getParametersMap());
    if (result.getAnySize()) {
      parameters.put(Recipe.OUTPUT, Recipe.ANY_SIZE);
    }
    NamedThing named = step.named();
    if (named != null) {
      parameters.put(Recipe.THING, named.name());
      parameters.put(Recipe.WHICH, named.which().name());
      parameters.put(
          Recipe.NUMBERS,
          named.numbers().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    return parameters;
  }

  private static NamedThing named(Recipe recipe) {
    String name = recipe.parameters().get(Recipe.THING);
    if (name == null) {
      return null;
    }
    String numbers = recipe.parameters().getOrDefault(Recipe.NUMBERS, "");
    return new NamedThing(
        name,
        Which.valueOf(recipe.parameters().get(Recipe.WHICH)),
        numbers.isEmpty()
            ? List.of()
            : Arrays.stream(numbers.split(",")).map(Integer::valueOf).toList());
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** The step, to be told to the planner or run again. */
  static Plan.Step step(Recipe recipe) {
    return new Plan.Step(
        recipe.tool(),
        recipe.prompt(),
        recipe.promptOriginal(),
        recipe.usesMask(),
        recipe.target() == null ? null : Plan.Target.valueOf(recipe.target()),
        recipe.strength() == null ? null : Plan.Strength.valueOf(recipe.strength()),
        1,
        named(recipe));
  }

  /** The plan that runs a recipe again. */
  static Plan plan(Recipe recipe) {
    return new Plan("recipe", null, List.of(step(recipe)), null, null, null, null, 1.0, List.of());
  }

  static dev.chatbrush.contracts.agent.Recipe message(Recipe recipe) {
    return dev.chatbrush.contracts.agent.Recipe.newBuilder()
        .setModel(recipe.model())
        .setModelVersion(recipe.modelVersion())
        .setSeed(recipe.seed())
        .putAllParameters(recipe.parameters())
        .build();
  }
}
