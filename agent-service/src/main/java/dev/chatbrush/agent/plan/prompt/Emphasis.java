package dev.chatbrush.agent.plan.prompt;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Strength;
import java.util.Set;
import java.util.stream.Collectors;

/** How strongly a clause asks, from its words "slightly", "much", "completely". */
public final class Emphasis {
  private Emphasis() {}

  /** Of several words the mildest wins ("just very slightly"). */
  public static Strength of(Clause clause) {
    Set<String> words =
        clause.tokens().stream()
            .filter(token -> token.is(WordClass.STRENGTH, WordClass.MORE))
            .map(token -> token.english())
            .collect(Collectors.toSet());
    if (words.contains("slightly")) {
      return Strength.SLIGHT;
    }
    if (words.contains("completely")) {
      return Strength.COMPLETE;
    }
    return words.contains("much") ? Strength.STRONG : Strength.NORMAL;
  }

  /**
   * The English adverb before what the picture shall become: "much" brighter, "strongly" vintage.
   */
  public static String adverb(Strength strength, String look) {
    boolean comparative =
        look.matches("\\w+er( .*)?") || look.startsWith("more ") || look.startsWith("less ");
    return switch (strength) {
      case SLIGHT -> "slightly ";
      case NORMAL -> "";
      case STRONG -> comparative ? "much " : "strongly ";
      case COMPLETE -> "completely ";
    };
  }
}
