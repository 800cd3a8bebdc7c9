package dev.chatbrush.agent.catalogue;

import dev.chatbrush.triton.catalogue.ToolModel;
import java.util.List;

/**
 * One tool as people and the LLM see it.
 *
 * @param description English, written for the LLM
 * @param takesMask whether a ready model takes a mask
 * @param takesWhole whether a ready model works without a mask
 * @param takesPrompt whether its models want a prompt
 * @param models ready ones, best rank first
 */
public record ToolDescription(
    String tool,
    String titleEnglish,
    String titleKorean,
    String description,
    boolean takesMask,
    boolean takesWhole,
    boolean takesPrompt,
    List<ToolModel> models) {
  public ToolDescription {
    models = List.copyOf(models);
  }
}
