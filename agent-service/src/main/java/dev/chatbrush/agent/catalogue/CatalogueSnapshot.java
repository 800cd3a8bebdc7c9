package dev.chatbrush.agent.catalogue;

import dev.chatbrush.triton.catalogue.MaskNeed;
import dev.chatbrush.triton.catalogue.PromptNeed;
import java.util.List;
import java.util.Optional;

/** What can be done now. */
public record CatalogueSnapshot(List<ToolDescription> tools, List<Look> looks, Things things) {
  public static final String ERASE = "object_erase";
  public static final String BACKGROUND_ERASE = "background_erase";
  public static final String BACKGROUND_REPLACE = "background_replace";
  public static final String TRANSFORM = "image_transform";

  /** Crop, rotate, flip, straighten, resize. */
  public static final String BASICS = "photo_basics";

  public CatalogueSnapshot {
    tools = List.copyOf(tools);
    looks = List.copyOf(looks);
  }

  /** Where nothing is found by its name. */
  public CatalogueSnapshot(List<ToolDescription> tools, List<Look> looks) {
    this(tools, looks, Things.NONE);
  }

  /** Before Triton has answered. */
  public static CatalogueSnapshot empty() {
    return new CatalogueSnapshot(List.of(), List.of());
  }

  public Optional<ToolDescription> find(String tool) {
    return tools.stream().filter(candidate -> candidate.tool().equals(tool)).findFirst();
  }

  /** Whether the tool makes something disappear: never without words that ask for it. */
  public static boolean erases(String tool) {
    return tool.equals(ERASE) || tool.equals(BACKGROUND_ERASE);
  }

  /** While nothing is known about the tool, a mask is passed on and the model judges. */
  public boolean takesMask(String tool) {
    return find(tool).map(ToolDescription::takesMask).orElse(true);
  }

  /**
   * Whether the tool finds by itself what a prompt names: a model that takes a prompt and no mask
   * does. While nothing is known about the tool, the model judges.
   */
  public boolean findsParts(String tool) {
    return find(tool)
        .map(
            found ->
                found.models().stream()
                    .anyMatch(
                        model ->
                            model.prompt() == PromptNeed.REQUIRED && model.mask() == MaskNeed.NONE))
        .orElse(true);
  }

  /** Whether the tool can do nothing without a mask; erase by its nature. */
  public boolean needsMask(String tool) {
    return find(tool).map(found -> !found.takesWhole()).orElse(tool.equals(ERASE));
  }
}
