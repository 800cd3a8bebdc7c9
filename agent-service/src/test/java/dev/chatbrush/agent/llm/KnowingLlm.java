package dev.chatbrush.agent.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.chatbrush.agent.evaluation.ExpectedPlan;
import dev.chatbrush.agent.evaluation.ExpectedStep;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Plays a language model that knows the right plan of a sentence, in three forms in turn: the API's
 * tool calls, tagged calls in the text, and one JSON object in the text. Now and then it mistakes
 * the sentence for an earlier one.
 */
final class KnowingLlm {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final double reliability;
  private final Random chance = new Random(20261129);
  private final List<ExpectedPlan> earlier = new ArrayList<>();

  /** reliability: 0 to 1, how often it says what is right. */
  KnowingLlm(double reliability) {
    this.reliability = reliability;
  }

  /** What it answers to the sentence whose right plan that is. */
  ResponseDefinitionBuilder answer(PlanContext context, ExpectedPlan right) {
    boolean mistaken = !earlier.isEmpty() && chance.nextDouble() >= reliability;
    ExpectedPlan said = mistaken ? earlier.get(chance.nextInt(earlier.size())) : right;
    earlier.add(right);
    Language language = Language.of(context.text());
    if (said.steps().isEmpty()) {
      return said.asks() ? question(language) : ScriptedLlm.words(words(language));
    }
    List<Call> calls = said.steps().stream().map(Call::of).toList();
    return switch (earlier.size() % 3) {
      case 0 -> ScriptedLlm.calls(calls.stream().map(Call::asTheApiHasIt).toArray(String[]::new));
      case 1 -> ScriptedLlm.words(tagged(calls));
      default -> ScriptedLlm.words(json(Map.of("steps", calls.stream().map(Call::flat).toList())));
    };
  }

  private static ResponseDefinitionBuilder question(Language language) {
    String text = language == Language.KOREAN ? "무엇을 바꿀까요?" : "What shall I change?";
    return ScriptedLlm.calls(ScriptedLlm.call("ask_user", json(Map.of("question", text))));
  }

  private static String words(Language language) {
    return language == Language.KOREAN ? "알겠어요, 그대로 둘게요." : "Alright, nothing is changed.";
  }

  private static String tagged(List<Call> calls) {
    return calls.stream()
        .map(call -> Map.of("name", call.tool(), "arguments", call.arguments()))
        .map(call -> "<tool_call>\n" + json(call) + "\n</tool_call>")
        .collect(Collectors.joining("\n"));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private record Call(String tool, Map<String, Object> arguments) {
    static Call of(ExpectedStep step) {
      Map<String, Object> arguments = new LinkedHashMap<>();
      String prompt =
          step.words().stream().map(choices -> choices.get(0)).collect(Collectors.joining(", "));
      arguments.put("prompt", prompt.isEmpty() ? "change it" : prompt);
      arguments.put("use_selection", step.target() != Target.WHOLE);
      return new Call(step.tool(), arguments);
    }

    String asTheApiHasIt() {
      return ScriptedLlm.call(tool, json(arguments));
    }

    Map<String, Object> flat() {
      Map<String, Object> flat = new LinkedHashMap<>(arguments);
      flat.put("tool", tool);
      return flat;
    }
  }
}
