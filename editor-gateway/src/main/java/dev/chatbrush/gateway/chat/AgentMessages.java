package dev.chatbrush.gateway.chat;

import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.Tool;
import dev.chatbrush.contracts.agent.Turn;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Title;
import java.util.List;

/** Chats and tools to and from the messages of agent-service. */
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
      turn.addSteps(PlanMessages.step(Recipes.step(recipe)));
    }
    return turn.build();
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
