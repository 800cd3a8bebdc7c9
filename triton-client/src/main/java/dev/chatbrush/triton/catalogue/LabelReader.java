package dev.chatbrush.triton.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatbrush.triton.catalogue.Settings.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the parameter {@code chatbrush.labels}: a list of {@code {"id", "en", "ko"}}, where the
 * latter two list what people call the thing, parted by commas; {@code "all": true} where the word
 * means all there is of it.
 */
final class LabelReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORM =
      "config.pbtxt of '%s': parameter 'chatbrush.labels' must be a list such as"
          + " [{\"id\": \"cup\", \"en\": \"cup, mug\", \"ko\": \"컵\"}]; %s";

  private LabelReader() {}

  static List<Label> read(String model, String text) {
    List<Label> labels = new ArrayList<>();
    for (JsonNode entry : parse(model, text)) {
      String id = entry.path("id").asText("");
      List<String> english = names(entry.path("en"));
      List<String> korean = names(entry.path("ko"));
      if (id.isBlank() || english.isEmpty() && korean.isEmpty()) {
        throw new SettingException(FORM.formatted(model, "found " + entry));
      }
      labels.add(new Label(id, english, korean, entry.path("all").asBoolean()));
    }
    if (labels.isEmpty()) {
      throw new SettingException(FORM.formatted(model, "found none"));
    }
    return labels;
  }

  private static JsonNode parse(String model, String text) {
    try {
      JsonNode entries = JSON.readTree(text);
      if (entries.isArray()) {
        return entries;
      }
    } catch (JsonProcessingException noJson) {
      throw new SettingException(FORM.formatted(model, noJson.getOriginalMessage()), noJson);
    }
    throw new SettingException(FORM.formatted(model, "found " + text));
  }

  private static List<String> names(JsonNode listed) {
    return Arrays.stream(listed.asText("").split(","))
        .map(ThingNames::plain)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
