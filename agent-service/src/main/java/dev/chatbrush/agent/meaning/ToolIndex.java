package dev.chatbrush.agent.meaning;

import dev.chatbrush.triton.catalogue.SentenceModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools' texts as one encoder's vectors.
 *
 * @param model that made them
 * @param vectors one a text, of unit length
 */
record ToolIndex(SentenceModel model, ToolTexts texts, List<float[]> vectors, Sayings sayings) {
  /** Chosen on the tools "tuned on" of {@code evaluation/tools.yaml}: no wrong tool, half found. */
  private static final double NEAR = 0.4;

  /** What another language takes away: a saying in the same one may lie that much nearer. */
  private static final double ACROSS_LANGUAGES = 0.1;

  private static final double AHEAD_OF_THE_NEXT = 0.05;

  ToolIndex {
    vectors = List.copyOf(vectors);
  }

  boolean isOf(SentenceModel other, ToolTexts otherTexts) {
    return model.equals(other) && texts.equals(otherTexts);
  }

  /** The tool that the words plainly mean; empty where none is near, or two are, or a saying is. */
  Optional<String> nearest(float[] sentence, String words) {
    Map<String, Double> near = new HashMap<>();
    for (int i = 0; i < vectors.size(); i++) {
      near.merge(texts.tools().get(i), dot(vectors.get(i), sentence), Math::max);
    }
    String best = "";
    double most = -1;
    double next = -1;
    for (Map.Entry<String, Double> tool : near.entrySet()) {
      if (tool.getValue() > most) {
        next = most;
        most = tool.getValue();
        best = tool.getKey();
      } else {
        next = Math.max(next, tool.getValue());
      }
    }
    boolean plain = most >= NEAR && most - next >= AHEAD_OF_THE_NEXT;
    return plain && most >= sayings.nearest(sentence, words) - ACROSS_LANGUAGES
        ? Optional.of(best)
        : Optional.empty();
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
