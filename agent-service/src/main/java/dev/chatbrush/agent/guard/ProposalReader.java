package dev.chatbrush.agent.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a model's answer: tool calls as JSON in the text ({@code {"name", "arguments"}}, a list of
 * those, {@code {"tool_calls": […]}}, or {@code {"steps": […]}}), or plain words.
 */
public final class ProposalReader {
  /** The call by which a model asks the person. */
  public static final String ASK = "ask_user";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ANSWER = 20_000;
  private static final int MOST_CALLS = 100;

  private final List<Proposal.Step> steps = new ArrayList<>();
  private String question = "";
  private String text = "";

  private ProposalReader() {}

  /**
   * @throws ProposalRejectedException when the answer is too long or its JSON is broken
   */
  public static Proposal read(String answer) {
    ProposalReader reader = new ProposalReader();
    reader.readText(answer);
    return new Proposal(reader.steps, reader.text, reader.question);
  }

  private void readText(String answer) {
    requireLength(answer.length());
    String words = JsonInText.withoutThoughts(answer);
    List<JsonNode> found = JsonInText.find(words);
    found.forEach(this::addNode);
    if (!steps.isEmpty() || !question.isEmpty() || !text.isEmpty()) {
      return;
    }
    if (JsonInText.meansCall(words)) {
      throw new ProposalRejectedException("the model wrote broken JSON");
    }
    text = words;
  }

  private void addNode(JsonNode node) {
    if (node.isArray()) {
      node.forEach(this::addNode);
      return;
    }
    JsonNode list = node.has("steps") ? node.get("steps") : node.path("tool_calls");
    if (list.isArray()) {
      list.forEach(this::addNode);
    }
    JsonNode call = node.path("function").isObject() ? node.get("function") : node;
    String name = call.path("name").asText(call.path("tool").asText(""));
    if (name.isEmpty() || list.isArray()) {
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
    if (name.equals(ASK)) {
      question = arguments.path("question").asText("");
      return;
    }
    if (steps.size() >= MOST_CALLS) {
      throw new ProposalRejectedException("the model made more than " + MOST_CALLS + " calls");
    }
    JsonNode selection = arguments.path("use_selection");
    Optional<Boolean> useSelection =
        selection.isBoolean() ? Optional.of(selection.asBoolean()) : Optional.empty();
    JsonNode prompt = arguments.path("prompt");
    JsonNode target = arguments.path("target");
    steps.add(
        new Proposal.Step(
            name,
            prompt.isTextual() ? prompt.asText() : "",
            useSelection,
            target.isTextual() ? target.asText() : ""));
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json.isBlank() ? "{}" : json);
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
