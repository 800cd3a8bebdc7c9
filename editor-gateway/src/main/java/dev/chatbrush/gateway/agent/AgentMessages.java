package dev.chatbrush.gateway.agent;

import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.Turn;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.Title;
import java.util.List;

/** Chats and titles to and from the messages of agent-service. */
public final class AgentMessages {
  private AgentMessages() {}

  /**
   * The question what {@code text} means.
   *
   * @param memory oldest first
   * @param selectedAs the name by which what is selected was found; null where it was pointed at
   */
  public static PlanRequest planRequest(
      String text, boolean hasMask, String selectedAs, History history, List<Turn> memory) {
    return PlanRequest.newBuilder()
        .setText(text)
        .setHasMask(hasMask)
        .setSelectedAs(selectedAs == null ? "" : selectedAs)
        .setCanUndo(history.canUndo())
        .setCanRedo(history.canRedo())
        .setSession(history.session().value())
        .addAllHistory(memory)
        .build();
  }

  /** Something that was said, and the {@code steps} that ran before the assistant said it. */
  public static Turn turn(String role, String text, List<Plan.Step> steps) {
    Turn.Builder turn = Turn.newBuilder().setRole(role).setText(text);
    steps.forEach(step -> turn.addSteps(PlanMessages.step(step)));
    return turn.build();
  }

  public static Title title(dev.chatbrush.contracts.agent.Title title) {
    return new Title(title.getEn(), title.getKo());
  }
}
