package dev.chatbrush.gateway.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.contracts.agent.Tool;
import dev.chatbrush.contracts.agent.ToolModel;
import dev.chatbrush.gateway.agent.AgentMessages;
import dev.chatbrush.gateway.revision.Title;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that can be done now. {@code mask} is "none", "optional" or "required", {@code prompt}
 * "none" or "required"; the best-ranked model is the first.
 */
@Schema(name = "Tool")
public record ToolView(
    String tool,
    Title title,
    String description,
    @Schema(enumeration = {"none", "optional", "required"}) String mask,
    @Schema(enumeration = {"none", "required"}) String prompt,
    List<Model> models) {

  /**
   * A model that does it; it looks at {@code references} other pictures at most, and does not run
   * with fewer than {@code referencesLeast}.
   */
  @Schema(name = "ToolModel")
  public record Model(
      String name,
      String version,
      int rank,
      String family,
      List<OptionView> options,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int references,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int referencesLeast) {}

  static ToolView from(Tool tool) {
    return new ToolView(
        tool.getTool(),
        AgentMessages.title(tool.getTitle()),
        tool.getDescription(),
        tool.getMask(),
        tool.getPrompt(),
        tool.getModelsList().stream().map(ToolView::model).toList());
  }

  private static Model model(ToolModel model) {
    return new Model(
        model.getName(),
        model.getVersion(),
        model.getRank(),
        model.getFamily(),
        model.getOptionsList().stream().map(OptionView::from).toList(),
        model.getReferences(),
        model.getReferencesLeast());
  }
}
