package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.plan.PlanStep;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.ChatMemoryProvider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The AI service's memory: the last messages that came along with the one to plan. It keeps nothing
 * itself; the gateway remembers.
 */
@Singleton
final class EarlierTurns implements ChatMemoryProvider {
  private static final int LONGEST_MESSAGE = 1000;

  private final PlanCall call;
  private final int turns;

  EarlierTurns(PlanCall call, LlmConfig config) {
    this.call = call;
    this.turns = config.turns();
  }

  @Override
  public ChatMemory get(Object id) {
    return new OfCall(id);
  }

  private List<ChatMessage> messages() {
    List<PastTurn> history = call.context().history();
    List<ChatMessage> messages = new ArrayList<>();
    for (int i = Math.max(0, history.size() - turns); i < history.size(); i++) {
      PastTurn turn = history.get(i);
      if (!turn.text().isBlank()) {
        messages.add(
            turn.byPerson()
                ? said(turn, answer(history, i))
                : AiMessage.from(bounded(turn.text())));
      }
    }
    return messages;
  }

  /** What was done for the words of that turn: the turns up to the person's next one tell. */
  private static List<PlanStep> answer(List<PastTurn> history, int turn) {
    List<PlanStep> steps = new ArrayList<>();
    for (int i = turn + 1; i < history.size() && !history.get(i).byPerson(); i++) {
      steps.addAll(history.get(i).steps());
    }
    return steps;
  }

  /** The note is on the person's message: on its own one the model would learn to write it. */
  private static ChatMessage said(PastTurn turn, List<PlanStep> steps) {
    String done =
        steps.stream()
            .map(step -> step.prompt().isEmpty() ? step.tool() : step.tool() + ": " + step.prompt())
            .collect(Collectors.joining("; "));
    String note = done.isEmpty() ? "" : "\n(done: " + bounded(done) + ")";
    return UserMessage.from(bounded(turn.text()) + note);
  }

  static String bounded(String text) {
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
  }

  /** Always as the message to plan came. */
  private final class OfCall implements ChatMemory {
    private final Object id;

    private OfCall(Object id) {
      this.id = id;
    }

    @Override
    public Object id() {
      return id;
    }

    @Override
    public List<ChatMessage> messages() {
      return EarlierTurns.this.messages();
    }

    @Override
    public void add(ChatMessage message) {
      // the answer comes back with the next message, as the person saw it
    }

    @Override
    public void clear() {
      // nothing is kept
    }
  }
}
