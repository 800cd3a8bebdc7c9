package dev.chatbrush.agent.meaning;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What tools say of themselves, text by text: a whole description says too much at once to lie near
 * a wish, so its sentences count by themselves too.
 *
 * @param tools whose text it is, one a text
 */
record ToolTexts(List<String> texts, List<String> tools) {
  private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.:;!?])\\s+");
  private static final int MOST_TEXTS = 200;

  /** Those whose words, and whose prompts, the rules know by heart. */
  private static final Set<String> USUAL =
      Set.of(
          CatalogueSnapshot.ERASE,
          CatalogueSnapshot.BACKGROUND_ERASE,
          CatalogueSnapshot.BACKGROUND_REPLACE,
          CatalogueSnapshot.TRANSFORM,
          CatalogueSnapshot.BASICS);

  ToolTexts {
    texts = List.copyOf(texts);
    tools = List.copyOf(tools);
  }

  /** Of all tools but the usual ones; so none that erases is ever chosen by its nearness. */
  static ToolTexts of(CatalogueSnapshot catalogue) {
    List<String> texts = new ArrayList<>();
    List<String> tools = new ArrayList<>();
    for (ToolDescription tool : catalogue.tools()) {
      if (!USUAL.contains(tool.tool())) {
        for (String text : of(tool)) {
          texts.add(text);
          tools.add(tool.tool());
        }
      }
    }
    int kept = Math.min(texts.size(), MOST_TEXTS);
    return new ToolTexts(texts.subList(0, kept), tools.subList(0, kept));
  }

  private static List<String> of(ToolDescription tool) {
    List<String> texts = new ArrayList<>();
    texts.add(tool.titleEnglish());
    texts.add(tool.titleKorean());
    texts.add(tool.description());
    texts.addAll(List.of(END_OF_SENTENCE.split(tool.description())));
    return texts.stream().filter(text -> !text.isBlank()).distinct().toList();
  }
}
