package dev.chatbrush.gateway.chat;

import dev.chatbrush.contracts.agent.Options;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.Step;
import dev.chatbrush.contracts.agent.Tool;
import dev.chatbrush.contracts.agent.Turn;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Title;
import java.util.List;

/** Chats to and from the messages of agent-service. */
final class AgentMessages {
  private AgentMessages() {}

  /** The question what {@code text} means; {@code memory} is oldest first. */
  static PlanRequest planRequest(
      String text, boolean hasMask, History history, List<MessageView> memory) {
    PlanRequest.Builder request =
        PlanRequest.newBuilder()
            .setText(text)
            .setHasMask(hasMask)
            .setCanUndo(history.canUndo())
            .setCanRedo(history.canRedo())
            .setSession(history.session().value());
    memory.forEach(message -> request.addHistory(turn(message, history)));
    return request.build();
  }

  private static Turn turn(MessageView message, History history) {
    Turn.Builder turn = Turn.newBuilder().setRole(message.role()).setText(message.text());
    if (message.revision() != null) {
      Recipe recipe = history.revision(message.revision()).recipe();
      turn.addSteps(
          Step.newBuilder()
              .setTool(recipe.tool())
              .setPrompt(recipe.prompt())
              .setPromptOriginal(recipe.promptOriginal())
              .setUsesMask(recipe.usesMask()));
    }
    return turn.build();
  }

  static PlanView plan(PlanReply reply) {
    return new PlanView(
        reply.getPlanner(),
        reply.getLanguage(),
        reply.getStepsList().stream()
            .map(
                step ->
                    new PlanView.Step(
                        step.getTool(),
                        step.getPrompt(),
                        step.getPromptOriginal(),
                        step.getUsesMask()))
            .toList(),
        reply.getReply(),
        nullIfEmpty(reply.getQuestion()),
        nullIfEmpty(reply.getFallbackReason()));
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  static Step step(PlanView.Step step) {
    Step.Builder message = Step.newBuilder().setTool(step.tool()).setUsesMask(step.usesMask());
    if (step.prompt() != null) {
      message.setPrompt(step.prompt());
    }
    if (step.promptOriginal() != null) {
      message.setPromptOriginal(step.promptOriginal());
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

  static ToolView tool(Tool tool) {
    return new ToolView(
        tool.getTool(),
        title(tool.getTitle()),
        tool.getDescription(),
        tool.getMask(),
        tool.getPrompt(),
        tool.getModelsList().stream()
            .map(m -> new ToolView.Model(m.getName(), m.getVersion(), m.getRank(), m.getFamily()))
            .toList());
  }

  static Title title(dev.chatbrush.contracts.agent.Title title) {
    return new Title(title.getEn(), title.getKo());
  }
}
