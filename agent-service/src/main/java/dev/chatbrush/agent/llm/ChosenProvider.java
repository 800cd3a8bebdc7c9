package dev.chatbrush.agent.llm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.quarkus.arc.Arc;
import java.util.List;
import java.util.function.Supplier;

/**
 * The AI service's model: the endpoint whose turn it is. It hands tool calls on as JSON in words,
 * the form that endpoints without tool calls write too. So the service, which would run calls and
 * report their results to the model, runs none, and its guardrail sees all of every answer. Public
 * because the extension makes it. Thread-safe.
 */
public final class ChosenProvider implements ChatModel, Supplier<ChatModel> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHARACTERS_PER_TOKEN = 3;

  @Override
  public ChatModel get() {
    return this;
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    PlanCall call = Arc.container().instance(PlanCall.class).get();
    ChatResponse answer = call.chosen().chat(request);
    call.use(tokens(request, answer));
    AiMessage said = answer.aiMessage();
    String words =
        said.hasToolExecutionRequests()
            ? inWords(said.toolExecutionRequests())
            : said.text() == null ? "" : said.text();
    return answer.toBuilder().aiMessage(AiMessage.from(words)).build();
  }

  private static String inWords(List<ToolExecutionRequest> calls) {
    ObjectNode written = JSON.createObjectNode();
    ArrayNode list = written.putArray("tool_calls");
    calls.forEach(
        call -> list.addObject().put("name", call.name()).put("arguments", call.arguments()));
    return written.toString();
  }

  /** As the server counted them, or estimated where it did not. */
  private static long tokens(ChatRequest request, ChatResponse answer) {
    var usage = answer.tokenUsage();
    if (usage != null && usage.totalTokenCount() != null && usage.totalTokenCount() > 0) {
      return usage.totalTokenCount();
    }
    return request.toString().length() / CHARACTERS_PER_TOKEN;
  }
}
