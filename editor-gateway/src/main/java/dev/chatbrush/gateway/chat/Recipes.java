package dev.chatbrush.gateway.chat;

import dev.chatbrush.contracts.agent.Result;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Title;
import java.util.List;

/** What is kept of a step that has run, and the step that a kept recipe stands for. */
final class Recipes {
  private Recipes() {}

  /**
   * What {@code result} was made with.
   *
   * @param maskDrawn whether the mask was drawn by hand; null without a mask
   */
  static Recipe of(PlanView.Step step, Result result, Title title, Boolean maskDrawn, long millis) {
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
        result.getParametersMap(),
        millis,
        result.hasOutsideChanged() ? result.getOutsideChanged() : null);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** The step, to be told to the planner or run again. */
  static PlanView.Step step(Recipe recipe) {
    return new PlanView.Step(
        recipe.tool(),
        recipe.prompt(),
        recipe.promptOriginal(),
        recipe.usesMask(),
        recipe.target() == null ? null : PlanView.Target.valueOf(recipe.target()),
        recipe.strength() == null ? null : PlanView.Strength.valueOf(recipe.strength()),
        null,
        1);
  }

  /** The plan that runs a recipe again. */
  static PlanView plan(Recipe recipe) {
    return new PlanView("recipe", null, List.of(step(recipe)), null, null, null, 1.0, List.of());
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
