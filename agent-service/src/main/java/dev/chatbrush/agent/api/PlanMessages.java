package dev.chatbrush.agent.api;

import dev.chatbrush.agent.plan.NamedThing;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Strength;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.Which;
import dev.chatbrush.calls.CallOwner;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.Step;

/** Plans on the wire. */
final class PlanMessages {
  private static final int LONGEST_TEXT = 2000;

  private PlanMessages() {}

  static PlanContext context(PlanRequest request) {
    if (request.getText().isBlank() || request.getText().length() > LONGEST_TEXT) {
      throw GrpcErrors.invalid(
          "A message has 1 to %d characters, this one has %d."
              .formatted(LONGEST_TEXT, request.getText().strip().length()));
    }
    return new PlanContext(
        request.getText().strip(),
        request.getHasMask(),
        request.getSelectedAs(),
        request.getCanUndo(),
        request.getCanRedo(),
        request.getReferences(),
        request.getHistoryList().stream()
            .map(
                turn ->
                    new PastTurn(
                        turn.getRole().equals("user"),
                        turn.getText(),
                        turn.getStepsList().stream().map(PlanMessages::step).toList()))
            .toList());
  }

  static PlanReply reply(Plan plan) {
    return PlanReply.newBuilder()
        .setPlanner(plan.planner())
        .setLanguage(plan.language().code())
        .addAllSteps(plan.steps().stream().map(PlanMessages::step).toList())
        .setReply(plan.reply())
        .setQuestion(plan.question())
        .setFallbackReason(plan.fallbackReason())
        .setWaitsForSelection(plan.waitsForSelection())
        .setCertainty(plan.certainty())
        .addAllNotes(plan.notes())
        .build();
  }

  /**
   * Whose share it is: that of whom the call is made for, or the session's where that is nobody.
   */
  static String owner(String session) {
    return CallOwner.current().isEmpty() ? session : CallOwner.current();
  }

  private static PlanStep step(Step step) {
    PlanStep plain =
        new PlanStep(
            step.getTool(),
            step.getPrompt(),
            step.getPromptOriginal(),
            target(step),
            Strength.valueOf(known(step.getStrength(), Step.Strength.NORMAL).name()),
            Math.max(1, Math.min(PlanStep.MOST_VARIATIONS, step.getVariations())));
    return step.getThing().isBlank() ? plain : plain.on(thing(step));
  }

  private static NamedThing thing(Step step) {
    String name = step.getThing().strip();
    return new NamedThing(
        name.substring(0, Math.min(NamedThing.LONGEST_NAME, name.length())),
        Which.valueOf(known(step.getWhich(), Step.Which.ONLY).name()),
        step.getNumbersList());
  }

  private static Target target(Step step) {
    Step.Target target = known(step.getTarget(), Step.Target.SELECTION);
    boolean whole = target == Step.Target.SELECTION && !step.getUsesMask();
    if (target == Step.Target.NAMED) {
      return Target.SELECTION; // without a thing it is what was selected
    }
    return whole ? Target.WHOLE : Target.valueOf(target.name());
  }

  private static Step step(PlanStep step) {
    Step.Builder message = message(step);
    step.named()
        .ifPresent(
            thing ->
                message
                    .setThing(thing.name())
                    .setWhich(Step.Which.valueOf(thing.which().name()))
                    .addAllNumbers(thing.numbers()));
    return message.build();
  }

  private static Step.Builder message(PlanStep step) {
    return Step.newBuilder()
        .setTool(step.tool())
        .setPrompt(step.prompt())
        .setPromptOriginal(step.promptOriginal())
        .setUsesMask(step.usesMask())
        .setTarget(Step.Target.valueOf(step.target().name()))
        .setStrength(Step.Strength.valueOf(step.strength().name()))
        .setVariations(step.variations());
  }

  /** A value of a later version of the contract counts as the usual one. */
  private static <E extends Enum<E>> E known(E value, E usual) {
    return value.name().equals("UNRECOGNIZED") ? usual : value;
  }
}
