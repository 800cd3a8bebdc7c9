package dev.chatbrush.agent.edit;

import dev.chatbrush.triton.catalogue.ToolModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an edit was made with, as text, for its recipe. */
final class EditParameters {
  private EditParameters() {}

  static Map<String, String> of(EditRequest edit, ToolModel model, WorkArea area) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.putAll(OptionValues.used(edit, model));
    var crop = area.plan().crop();
    parameters.put(
        "crop", "%d,%d,%d,%d".formatted(crop.x(), crop.y(), crop.width(), crop.height()));
    parameters.put("working_size", area.plan().workWidth() + "x" + area.plan().workHeight());
    if (area.locked().isPresent()) {
      parameters.put("feather", String.valueOf(area.feather()));
      if (area.grown() > 0) {
        parameters.put("mask_grown", String.valueOf(area.grown()));
      }
      parameters.put("mask_drawn", String.valueOf(edit.maskDrawn()));
    }
    return parameters;
  }
}
