package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.plan.PlanStep;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.ArrayList;
import java.util.List;

/** The catalogue's tools as a language model may call them, with the models' own descriptions. */
final class PlanTools {
  static final String ASK = "ask_user";

  private PlanTools() {}

  static List<ToolSpecification> of(CatalogueSnapshot catalogue) {
    List<ToolSpecification> tools = new ArrayList<>();
    catalogue.tools().forEach(tool -> tools.add(specification(tool)));
    tools.add(plain(PlanStep.UNDO, "Takes back the last edit."));
    tools.add(plain(PlanStep.REDO, "Brings back the edit that was undone last."));
    tools.add(plain(PlanStep.RESET, "Goes back to the original photo."));
    tools.add(
        ToolSpecification.builder()
            .name(ASK)
            .description("Asks the user one short question when the request is unclear.")
            .parameters(
                JsonObjectSchema.builder()
                    .addStringProperty("question", "In the user's language.")
                    .required("question")
                    .build())
            .build());
    return tools;
  }

  /** One tool in words. */
  static String line(ToolSpecification tool) {
    String parameters = String.join(", ", tool.parameters().properties().keySet());
    return "- %s(%s): %s".formatted(tool.name(), parameters, tool.description());
  }

  private static ToolSpecification specification(ToolDescription tool) {
    JsonObjectSchema.Builder parameters = JsonObjectSchema.builder();
    if (tool.takesPrompt()) {
      parameters.addStringProperty("prompt", "What it shall become, in English.");
      parameters.required("prompt");
    }
    if (tool.takesMask() && tool.takesWhole()) {
      parameters.addBooleanProperty(
          "use_selection", "true: only the selected part; false: the whole photo.");
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
