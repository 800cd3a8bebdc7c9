package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.guard.ProposalReader;
import dev.chatbrush.agent.plan.PlanStep;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the AI service offers to the language model: the catalogue's tools of this moment, with the
 * models' own descriptions. Thread-safe.
 */
@Singleton
final class PlanTools implements ToolProvider {
  private static final String JSON_ONLY =
      """

      Calling tools means: answer with one JSON object and nothing else, such as
      {"steps": [{"tool": "image_transform", "prompt": "make it winter", "use_selection": false}]}
      or, to say something, {"reply": "…"}. The tools, with their parameters:
      %s""";

  /** {@link ChosenProvider} hands on no calls that could be run. */
  private static final ToolExecutor NONE =
      (request, memoryId) -> {
        throw new IllegalStateException("a plan's tools run after it, not while it is made");
      };

  private final PlanCall call;

  PlanTools(PlanCall call) {
    this.call = call;
  }

  @Override
  public ToolProviderResult provideTools(ToolProviderRequest request) {
    Map<ToolSpecification, ToolExecutor> tools = new LinkedHashMap<>(); // in the catalogue's order
    of(call.catalogue()).forEach(tool -> tools.put(tool, NONE));
    return new ToolProviderResult(tools);
  }

  private static List<ToolSpecification> of(CatalogueSnapshot catalogue) {
    List<ToolSpecification> tools = new ArrayList<>();
    boolean named = !catalogue.things().detectors().isEmpty();
    catalogue.tools().forEach(tool -> tools.add(specification(tool, named)));
    tools.add(plain(PlanStep.UNDO, "Takes back the last edit."));
    tools.add(plain(PlanStep.REDO, "Brings back the edit that was undone last."));
    tools.add(plain(PlanStep.RESET, "Goes back to the original photo."));
    tools.add(
        ToolSpecification.builder()
            .name(ProposalReader.ASK)
            .description("Asks the user one short question when the request is unclear.")
            .parameters(
                JsonObjectSchema.builder()
                    .addStringProperty("question", "In the user's language.")
                    .required("question")
                    .build())
            .build());
    return tools;
  }

  /** The request for servers that know no tool calls: tools in words, and JSON is asked for. */
  static ChatRequest inWords(ChatRequest request) {
    String list =
        request.toolSpecifications().stream()
            .map(PlanTools::line)
            .collect(Collectors.joining("\n"));
    List<ChatMessage> messages = new ArrayList<>(request.messages());
    messages.replaceAll(
        message ->
            message instanceof SystemMessage system
                ? SystemMessage.from(system.text() + JSON_ONLY.formatted(list))
                : message);
    return ChatRequest.builder().messages(messages).build();
  }

  private static String line(ToolSpecification tool) {
    String parameters = String.join(", ", tool.parameters().properties().keySet());
    return "- %s(%s): %s".formatted(tool.name(), parameters, tool.description());
  }

  /** named: whether things can be found by their names. */
  private static ToolSpecification specification(ToolDescription tool, boolean named) {
    JsonObjectSchema.Builder parameters = JsonObjectSchema.builder();
    if (tool.takesPrompt()) {
      parameters.addStringProperty("prompt", "What it shall become, in English.");
      parameters.required("prompt");
    }
    if (tool.takesMask() && tool.takesWhole()) {
      parameters.addBooleanProperty(
          "use_selection", "true: only the selected part; false: the whole photo.");
    }
    if (tool.takesMask() && named) {
      parameters.addStringProperty(
          "target",
          "The one thing that it applies to, when nothing is selected and the user names it: a"
              + " noun, as the user said it.");
    }
    return ToolSpecification.builder()
        .name(tool.tool())
        .description(tool.description())
        .parameters(parameters.build())
        .build();
  }

  private static ToolSpecification plain(String name, String description) {
    return ToolSpecification.builder()
        .name(name)
        .description(description)
        .parameters(JsonObjectSchema.builder().build())
        .build();
  }
}
