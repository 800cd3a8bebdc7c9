package dev.chatbrush.triton.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatbrush.triton.catalogue.Settings.SettingException;
import dev.chatbrush.triton.catalogue.ToolOption.Choice;
import dev.chatbrush.triton.catalogue.ToolOption.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the parameter {@code chatbrush.options}; what is wrong in it is said, and keeps the model
 * out of the catalogue.
 */
final class OptionReader {
  private static final String PARAMETER = "chatbrush.options";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Set<String> AMOUNTS = Set.of("slight", "strong", "complete");

  private final String model;

  private OptionReader(String model) {
    this.model = model;
  }

  /** In their order; empty when the tool has none. */
  static List<ToolOption> read(Settings settings) {
    OptionReader reader = new OptionReader(settings.config().name());
    return reader.options(reader.parse(settings.text(PARAMETER, "[]")));
  }

  /** Entries from elsewhere; {@code origin} stands in place of the model. */
  static List<ToolOption> read(String origin, JsonNode entries) {
    return new OptionReader(origin).options(entries);
  }

  private List<ToolOption> options(JsonNode entries) {
    List<ToolOption> options = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (JsonNode entry : entries) {
      ToolOption option = option(entry);
      if (!names.add(option.name())) {
        throw wrong("names '%s' twice".formatted(option.name()));
      }
      options.add(option);
    }
    return List.copyOf(options);
  }

  private JsonNode parse(String text) {
    try {
      JsonNode entries = JSON.readTree(text);
      if (entries.isArray()) {
        return entries;
      }
    } catch (JsonProcessingException noJson) {
      throw wrong("is no JSON: " + noJson.getOriginalMessage());
    }
    throw wrong("must be a list of objects");
  }

  private ToolOption option(JsonNode entry) {
    String name = entry.path("name").asText();
    if (!NAME.matcher(name).matches()) {
      throw wrong("has a name that is not like 'guidance_scale': '%s'".formatted(name));
    }
    Type type = type(name, entry.path("type").asText());
    boolean number = type == Type.INT || type == Type.FLOAT;
    JsonNode title = title(name, entry);
    ToolOption option =
        new ToolOption(
            name,
            type,
            number ? bound(name, entry, "min") : null,
            number || type == Type.TEXT ? bound(name, entry, "max") : null,
            choices(name, entry.path("choices")),
            entry.path("default").asText(),
            title.get("en").asText(),
            title.get("ko").asText(),
            amounts(name, entry.path("amounts")));
    check(option, option.usual());
    option.amounts().values().forEach(value -> check(option, value));
    return option;
  }

  private List<Choice> choices(String option, JsonNode entries) {
    List<Choice> choices = new ArrayList<>();
    for (JsonNode entry : entries) {
      String name = entry.path("name").asText();
      if (name.isEmpty()) {
        throw wrong(
            "has a choice of '%s' without a name: %s; expected {\"name\": \"fast\", \"title\": {…}}"
                .formatted(option, entry));
      }
      JsonNode title = title(option + "' = '" + name, entry);
      choices.add(new Choice(name, title.get("en").asText(), title.get("ko").asText()));
    }
    return choices;
  }

  private JsonNode title(String of, JsonNode entry) {
    JsonNode title = entry.path("title");
    if (!title.hasNonNull("en") || !title.hasNonNull("ko")) {
      throw wrong("needs a 'title' with 'en' and 'ko' for '%s'".formatted(of));
    }
    return title;
  }

  private Type type(String name, String given) {
    for (Type type : Type.values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(given)) {
        return type;
      }
    }
    throw wrong(
        "says type '%s' of '%s'; known are int, float, bool, text, choice".formatted(given, name));
  }

  private BigDecimal bound(String name, JsonNode entry, String key) {
    if (!entry.path(key).isNumber()) {
      throw wrong("needs a number '%s' for '%s'".formatted(key, name));
    }
    return entry.get(key).decimalValue();
  }

  private Map<String, String> amounts(String name, JsonNode given) {
    Map<String, String> amounts = new HashMap<>();
    given
        .fields()
        .forEachRemaining(
            amount -> {
              if (!AMOUNTS.contains(amount.getKey())) {
                throw wrong("says the amount '%s' of '%s'".formatted(amount.getKey(), name));
              }
              amounts.put(amount.getKey(), amount.getValue().asText());
            });
    return amounts;
  }

  private void check(ToolOption option, String value) {
    if (!option.takes(value)) {
      throw wrong(
          "says '%s' for '%s', which must be %s".formatted(value, option.name(), option.allowed()));
    }
  }

  private SettingException wrong(String what) {
    return new SettingException(
        "config.pbtxt of '%s': parameter '%s' %s".formatted(model, PARAMETER, what));
  }
}
