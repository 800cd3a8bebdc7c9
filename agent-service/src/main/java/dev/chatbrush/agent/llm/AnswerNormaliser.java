package dev.chatbrush.agent.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatbrush.agent.llm.ProviderException.Kind;
import java.util.List;

/**
 * Writes any server's chat completion anew in OpenAI's form, with what a plan needs and nothing
 * else. Servers that call themselves compatible differ in: arguments as a string or an object, ids
 * and types left out, one call instead of a list, {@code function_call} of before 2023, content as
 * a list of parts, reasoning beside the answer, errors with status 200, numbers out of range.
 *
 * <p>Source: OpenAI API reference, "Chat completions"; the documentation of vLLM, Ollama, llama.cpp
 * and NVIDIA NIM on tool calling.
 */
final class AnswerNormaliser {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnswerNormaliser() {}

  /**
   * @throws ProviderException when the body holds no answer
   */
  static String normalise(String body) {
    JsonNode given = parse(body);
    if (given.path("error").isObject() || given.path("error").isTextual()) {
      throw new ProviderException(Kind.SERVER_ERROR, "an error with status 200");
    }
    JsonNode choice = given.path("choices").path(0);
    JsonNode said = message(given, choice);
    ObjectNode answer = JSON.createObjectNode();
    answer.put("id", "answer").put("object", "chat.completion");
    answer.put("model", given.path("model").asText(""));
    ObjectNode written = answer.putArray("choices").addObject().put("index", 0);
    written.put("finish_reason", choice.path("finish_reason").asText("stop"));
    ObjectNode message = written.putObject("message").put("role", "assistant");
    message.put("content", text(said.path("content")));
    ArrayNode calls = calls(said);
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    ObjectNode usage = answer.putObject("usage");
    for (String count : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
      usage.put(count, Math.max(0, given.path("usage").path(count).asInt(0)));
    }
    return answer.toString();
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException broken) {
      throw new ProviderException(Kind.UNREADABLE, "the body is no whole JSON");
    }
  }

  /** Under the first choice; some servers keep their own {@code message} at the top. */
  private static JsonNode message(JsonNode given, JsonNode choice) {
    JsonNode message = choice.has("message") ? choice.get("message") : given.path("message");
    if (message.isObject()) {
      return message;
    }
    if (choice.path("text").isTextual()) {
      return JSON.createObjectNode().put("content", choice.get("text").asText());
    }
    throw new ProviderException(Kind.UNREADABLE, "expected choices[0].message, got none");
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.asText() : "";
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }

  private static ArrayNode calls(JsonNode message) {
    ArrayNode calls = JSON.createArrayNode();
    JsonNode given = message.path("tool_calls");
    if (given.isObject()) {
      addCall(calls, given);
    }
    if (given.isArray()) {
      given.forEach(call -> addCall(calls, call));
    }
    if (calls.isEmpty() && message.path("function_call").isObject()) {
      addCall(calls, message.get("function_call"));
    }
    return calls;
  }

  private static void addCall(ArrayNode calls, JsonNode call) {
    JsonNode function = call.path("function").isObject() ? call.get("function") : call;
    JsonNode arguments =
        function.has("arguments") ? function.get("arguments") : function.path("parameters");
    ObjectNode written = calls.addObject();
    written.put("id", call.path("id").asText("call_" + calls.size())).put("type", "function");
    written
        .putObject("function")
        .put("name", function.path("name").asText(""))
        .put("arguments", argumentText(arguments));
  }

  private static String argumentText(JsonNode arguments) {
    if (arguments.isTextual()) {
      return arguments.asText().isBlank() ? "{}" : arguments.asText();
    }
    return arguments.isObject() ? arguments.toString() : "{}";
  }
}
