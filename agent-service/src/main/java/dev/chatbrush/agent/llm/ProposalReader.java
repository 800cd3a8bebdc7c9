package dev.chatbrush.agent.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatbrush.agent.guard.Proposal;
import dev.chatbrush.agent.guard.ProposalRejectedException;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a model's answer: tool calls as OpenAI has them, or JSON in the text, as smaller models
 * write it ({@code {"name", "arguments"}}, a list of those, or {@code {"steps": […]}}), or plain
 * words.
 */
final class ProposalReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ANSWER = 20_000;

  private final List<Proposal.Step> steps = new ArrayList<>();
  private String question = "";
  private String text = "";

  private ProposalReader() {}

  /**
   * @throws ProposalRejectedException when the answer is too long or its JSON is broken
   */
  static Proposal read(AiMessage answer) {
    ProposalReader reader = new ProposalReader();
    if (answer.hasToolExecutionRequests()) {
      reader.readCalls(answer.toolExecutionRequests());
    } else {
      reader.readText(answer.text() == null ? "" : answer.text());
    }
    return new Proposal(reader.steps, reader.text, reader.question);
  }

  private void readCalls(List<ToolExecutionRequest> calls) {
    int length = 0;
    for (ToolExecutionRequest call : calls) {
      String arguments = call.arguments() == null ? "" : call.arguments();
      length += arguments.length();
      requireLength(length);
      addCall(call.name(), arguments.isBlank() ? JSON.createObjectNode() : parse(arguments));
    }
  }

  private void readText(String answer) {
    requireLength(answer.length());
    int start = firstBracket(answer);
    int end = Math.max(answer.lastIndexOf('}'), answer.lastIndexOf(']'));
    if (start < 0 || end < start) {
      text = answer;
      return;
    }
    JsonNode json = parse(answer.substring(start, end + 1));
    if (json.isArray()) {
      json.forEach(this::addNode);
    } else {
      addNode(json);
    }
  }

  private void addNode(JsonNode node) {
    JsonNode list = node.has("steps") ? node.get("steps") : node.path("tool_calls");
    if (list.isArray()) {
      list.forEach(this::addNode);
      question = node.path("question").asText(question);
      text = node.path("reply").asText(text);
      return;
    }
    JsonNode call = node.has("function") ? node.get("function") : node;
    String name = call.path("name").asText(call.path("tool").asText(""));
    if (name.isEmpty()) {
      question = node.path("question").asText(question);
      text = node.path("reply").asText(node.path("answer").asText(text));
      return;
    }
    JsonNode arguments = call.has("arguments") ? call.get("arguments") : call.path("parameters");
    if (arguments.isTextual()) {
      arguments = parse(arguments.asText());
    }
    addCall(name, arguments.isObject() ? arguments : call);
  }

  private void addCall(String name, JsonNode arguments) {
    if (name.equals(PlanPrompt.ASK)) {
      question = arguments.path("question").asText("");
      return;
    }
    JsonNode selection = arguments.path("use_selection");
    Optional<Boolean> useSelection =
        selection.isBoolean() ? Optional.of(selection.asBoolean()) : Optional.empty();
    steps.add(new Proposal.Step(name, arguments.path("prompt").asText(""), useSelection));
  }

  private static int firstBracket(String answer) {
    int brace = answer.indexOf('{');
    int bracket = answer.indexOf('[');
    return brace < 0 || bracket < 0 ? Math.max(brace, bracket) : Math.min(brace, bracket);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new ProposalRejectedException("the model wrote broken JSON");
    }
  }

  private static void requireLength(int length) {
    if (length > LONGEST_ANSWER) {
      throw new ProposalRejectedException(
          "the model wrote more than %d characters".formatted(LONGEST_ANSWER));
    }
  }
}
