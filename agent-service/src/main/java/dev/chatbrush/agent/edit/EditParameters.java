package dev.chatbrush.agent.edit;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an edit was made with, as text, for its recipe. */
final class EditParameters {
  private EditParameters() {}

  static Map<String, String> of(EditRequest edit, WorkArea area) {
    Map<String, String> parameters = new LinkedHashMap<>();
    EditOptions options = edit.effectiveOptions();
    options.steps().ifPresent(n -> parameters.put("steps", String.valueOf(n)));
    options.guidanceScale().ifPresent(x -> parameters.put("guidance_scale", String.valueOf(x)));
    options
        .imageGuidanceScale()
        .ifPresent(x -> parameters.put("image_guidance_scale", String.valueOf(x)));
    options.strength().ifPresent(x -> parameters.put("strength", String.valueOf(x)));
    if (!options.negativePrompt().isEmpty()) {
      parameters.put("negative_prompt", options.negativePrompt());
    }
    var crop = area.plan().crop();
    parameters.put(
        "crop", "%d,%d,%d,%d".formatted(crop.x(), crop.y(), crop.width(), crop.height()));
    parameters.put("working_size", area.plan().workWidth() + "x" + area.plan().workHeight());
    if (area.mask().isPresent()) {
      parameters.put("feather", String.valueOf(area.feather()));
      parameters.put("mask_drawn", String.valueOf(edit.maskDrawn()));
    }
    return parameters;
  }
}
