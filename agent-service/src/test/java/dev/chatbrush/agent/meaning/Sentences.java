package dev.chatbrush.agent.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.chatbrush.agent.catalogue.ToolDescription;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The sentences of the evaluation sets, and the tools that nobody has. */
final class Sentences {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What a person said, and the tool that they meant. */
  record Wish(String words, String tool) {}

  private Sentences() {}

  /** Of a set, whatever they ask for. */
  static Set<String> of(String set) throws IOException {
    Set<String> said = new LinkedHashSet<>();
    for (JsonNode category : read(set)) {
      category.forEach(line -> said.add(line.get("say").asText()));
    }
    return said;
  }

  /** Of {@code tune}: those that ask for one thing by themselves. */
  static Set<String> single() throws IOException {
    Set<String> said = new LinkedHashSet<>();
    for (JsonNode category : read("tune")) {
      for (JsonNode line : category) {
        String want = line.get("want").asText();
        if (!line.has("after") && !want.contains("; ") && !want.contains(" or ")) {
          said.add(line.get("say").asText());
        }
      }
    }
    return said;
  }

  /** half: "tuned on" or "unseen". */
  static List<ToolDescription> tools(String half) throws IOException {
    List<ToolDescription> tools = new ArrayList<>();
    for (JsonNode tool : read("tools").get(half)) {
      tools.add(
          new ToolDescription(
              tool.get("tool").asText(),
              tool.get("en").asText(),
              tool.get("ko").asText(),
              tool.get("description").asText(),
              false,
              true,
              false,
              List.of()));
    }
    return tools;
  }

  static List<Wish> wishes(String half) throws IOException {
    List<Wish> wishes = new ArrayList<>();
    for (JsonNode tool : read("tools").get(half)) {
      tool.get("says")
          .forEach(said -> wishes.add(new Wish(said.asText(), tool.get("tool").asText())));
    }
    return wishes;
  }

  private static JsonNode read(String set) throws IOException {
    try (InputStream in = Sentences.class.getResourceAsStream("/evaluation/" + set + ".yaml")) {
      return YAML.readTree(in);
    }
  }
}
