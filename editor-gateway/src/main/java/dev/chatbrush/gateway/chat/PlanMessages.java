package dev.chatbrush.gateway.chat;

import dev.chatbrush.contracts.agent.Options;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.Step;

/** Plans and options to and from the messages of agent-service. */
final class PlanMessages {
  private PlanMessages() {}

  static PlanView plan(PlanReply reply) {
    return new PlanView(
        reply.getPlanner(),
        reply.getLanguage(),
        reply.getStepsList().stream().map(PlanMessages::step).toList(),
        reply.getReply(),
        nullIfEmpty(reply.getQuestion()),
        nullIfEmpty(reply.getFallbackReason()),
        reply.getCertainty(),
        reply.getNotesList());
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private static PlanView.Step step(Step step) {
    return new PlanView.Step(
        step.getTool(),
        step.getPrompt(),
        step.getPromptOriginal(),
        step.getUsesMask(),
        target(step),
        strength(step.getStrength()),
        step.hasSuggested() ? options(step.getSuggested()) : null,
        Math.max(1, step.getVariations()));
  }

  /** A plain step without a mask leaves its target at the message's default. */
  private static PlanView.Target target(Step step) {
    return switch (step.getTarget()) {
      case SELECTION, UNRECOGNIZED -> null;
      case WHOLE -> PlanView.Target.WHOLE;
      case SUBJECT -> PlanView.Target.SUBJECT;
      case BACKGROUND -> PlanView.Target.BACKGROUND;
    };
  }

  private static PlanView.Strength strength(Step.Strength strength) {
    return strength == Step.Strength.UNRECOGNIZED
        ? PlanView.Strength.NORMAL
        : PlanView.Strength.valueOf(strength.name());
  }

  private static MessageRequest.Options options(Options options) {
    return new MessageRequest.Options(
        options.hasSeed() ? options.getSeed() : null,
        options.hasSteps() ? options.getSteps() : null,
        options.hasGuidanceScale() ? options.getGuidanceScale() : null,
        options.hasImageGuidanceScale() ? options.getImageGuidanceScale() : null,
        options.hasStrength() ? options.getStrength() : null,
        options.hasNegativePrompt() ? options.getNegativePrompt() : null,
        options.hasPreviewEvery() ? options.getPreviewEvery() : null,
        null);
  }

  static Step step(PlanView.Step step) {
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
    if (step.suggested() != null) {
      message.setSuggested(options(step.suggested()));
    }
    return message.build();
  }

  static Options options(MessageRequest.Options options) {
    Options.Builder message = Options.newBuilder();
    if (options.seed() != null) {
      message.setSeed(options.seed());
    }
    if (options.steps() != null) {
      message.setSteps(options.steps());
    }
    if (options.guidanceScale() != null) {
      message.setGuidanceScale(options.guidanceScale());
    }
    if (options.imageGuidanceScale() != null) {
      message.setImageGuidanceScale(options.imageGuidanceScale());
    }
    if (options.strength() != null) {
      message.setStrength(options.strength());
    }
    if (options.negativePrompt() != null) {
      message.setNegativePrompt(options.negativePrompt());
    }
    if (options.previewEvery() != null) {
      message.setPreviewEvery(options.previewEvery());
    }
    return message.build();
  }
}
