package dev.chatbrush.gateway.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatbrush.contracts.agent.Option;
import dev.chatbrush.gateway.agent.AgentMessages;
import dev.chatbrush.gateway.revision.Title;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that a person may set for a model, by the name that goes into a message's options.
 * {@code type} is "int", "float", "bool", "text" or "choice"; {@code min} and {@code max} are the
 * bounds of a number, both included, or {@code max} the most characters of a text; {@code default}
 * is what the model takes where nobody says otherwise, as text; {@code choiceTitles} are for
 * people, one for each of {@code choices}; {@code allowed} says the bounds in English.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ToolOption")
public record OptionView(
    String name,
    String type,
    Double min,
    Double max,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> choices,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Title> choiceTitles,
    @Schema(name = "default") @JsonProperty("default") String usual,
    Title title,
    String allowed) {

  static OptionView from(Option option) {
    return new OptionView(
        option.getName(),
        option.getType(),
        option.hasLeast() ? option.getLeast() : null,
        option.hasMost() ? option.getMost() : null,
        option.getChoicesList(),
        option.getChoiceTitlesList().stream().map(AgentMessages::title).toList(),
        option.getUsual(),
        AgentMessages.title(option.getTitle()),
        option.getAllowed());
  }
}
