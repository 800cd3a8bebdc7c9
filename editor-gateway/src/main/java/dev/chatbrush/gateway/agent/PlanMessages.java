package dev.chatbrush.gateway.agent;

import dev.chatbrush.contracts.agent.Options;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.Step;
import dev.chatbrush.gateway.api.Which;

/** Plans and options to and from the messages of agent-service. */
public final class PlanMessages {
  private PlanMessages() {}

  static Plan plan(PlanReply reply) {
    return new Plan(
        reply.getPlanner(),
        reply.getLanguage(),
        reply.getStepsList().stream().map(PlanMessages::step).toList(),
        reply.getReply(),
        nullIfEmpty(reply.getQuestion()),
        reply.getWaitsForSelection() ? true : null,
        nullIfEmpty(reply.getFallbackReason()),
        reply.getCertainty(),
        reply.getNotesList());
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Plan.Step step(Step step) {
    return new Plan.Step(
        step.getTool(),
        step.getPrompt(),
        step.getPromptOriginal(),
        step.getUsesMask(),
        target(step),
        strength(step.getStrength()),
        Math.max(1, step.getVariations()),
        named(step));
  }

  private static NamedThing named(Step step) {
    if (step.getThing().isEmpty()) {
      return null;
    }
    Which which =
        step.getWhich() == Step.Which.UNRECOGNIZED
            ? Which.ONLY
            : Which.valueOf(step.getWhich().name());
    return new NamedThing(step.getThing(), which, step.getNumbersList());
  }

  /** A plain step without a mask leaves its target at the message's default. */
  private static Plan.Target target(Step step) {
    return switch (step.getTarget()) {
      case SELECTION, UNRECOGNIZED -> null;
      case WHOLE -> Plan.Target.WHOLE;
      case SUBJECT -> Plan.Target.SUBJECT;
      case BACKGROUND -> Plan.Target.BACKGROUND;
      case REST -> Plan.Target.REST;
      case NAMED -> Plan.Target.NAMED;
    };
  }

  private static Plan.Strength strength(Step.Strength strength) {
    return strength == Step.Strength.UNRECOGNIZED
        ? Plan.Strength.NORMAL
        : Plan.Strength.valueOf(strength.name());
  }

  public static Step step(Plan.Step step) {
    Step.Builder message =
        Step.newBuilder()
            .setTool(step.tool())
            .setUsesMask(step.usesMask())
            .setTarget(Step.Target.valueOf(step.target().name()))
            .setStrength(Step.Strength.valueOf(step.strength().name()))
            .setVariations(step.variations());
    if (step.prompt() != null) {
      message.setPrompt(step.prompt());
    }
    if (step.promptOriginal() != null) {
      message.setPromptOriginal(step.promptOriginal());
    }
    if (step.named() != null) {
      message
          .setThing(step.named().name())
          .setWhich(Step.Which.valueOf(step.named().which().name()))
          .addAllNumbers(step.named().numbers());
    }
    return message.build();
  }

  /** Without the options of tools, which differ from step to step. */
  public static Options.Builder options(EditOptions options) {
    Options.Builder message = Options.newBuilder();
    if (options.seed() != null) {
      message.setSeed(options.seed());
    }
    if (options.previewEvery() != null) {
      message.setPreviewEvery(options.previewEvery());
    }
    return message;
  }
}
