package dev.chatbrush.agent.guard;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the JSON in a model's words: bare, fenced, in tags ({@code <tool_call>} of Hermes and Qwen,
 * {@code <function=NAME>} of Llama 3.1, {@code [TOOL_CALLS]} of Mistral), one or several in a row.
 * What a model thinks aloud ({@code <think>}) does not count.
 */
final class JsonInText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_TRIES = 100;
  private static final Pattern THOUGHTS =
      Pattern.compile("(?s)<think(?:ing)?>.*?(</think(?:ing)?>|$)");
  private static final Pattern NAME_BEFORE =
      Pattern.compile(
          "(?:<function=|\\[TOOL_CALLS\\]\\s*)([A-Za-z0-9_]{1,64})(?:>|\\[ARGS\\])?\\s*$");
  private static final Pattern CALL =
      Pattern.compile(
          "<tool_call>|\\[TOOL_CALLS\\]|<function=|```json|\"(?:steps|tool|name|tool_calls)\"");

  private JsonInText() {}

  /** Without the model's thoughts, which some servers leave in the text. */
  static String withoutThoughts(String text) {
    String rest = THOUGHTS.matcher(text).replaceAll("");
    int end = rest.lastIndexOf("</think>"); // templates that open the tag themselves
    return (end < 0 ? rest : rest.substring(end + "</think>".length())).strip();
  }

  /** Objects and arrays, in their order; what only looks like JSON is passed over. */
  static List<JsonNode> find(String text) {
    List<JsonNode> found = new ArrayList<>();
    int at = 0;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      int start = nextBracket(text, at);
      if (start < 0) {
        break;
      }
      try (JsonParser parser = JSON.createParser(text.substring(start))) {
        JsonNode node = JSON.readTree(parser);
        at = start + (int) parser.currentLocation().getCharOffset();
        found.add(named(node, text.substring(0, start)));
      } catch (IOException noJson) {
        at = start + 1; // a bracket of prose, or the start of a tag
      }
    }
    return found;
  }

  /** Whether the text means to call a tool, well-formed or not. */
  static boolean meansCall(String text) {
    return CALL.matcher(text).find();
  }

  private static JsonNode named(JsonNode arguments, String before) {
    Matcher name =
        NAME_BEFORE.matcher(
            before.length() > 200 ? before.substring(before.length() - 200) : before);
    if (!arguments.isObject() || !name.find()) {
      return arguments;
    }
    ObjectNode call = JSON.createObjectNode().put("name", name.group(1));
    call.set("arguments", arguments);
    return call;
  }

  private static int nextBracket(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '{' || text.charAt(i) == '[') {
        return i;
      }
    }
    return -1;
  }
}
