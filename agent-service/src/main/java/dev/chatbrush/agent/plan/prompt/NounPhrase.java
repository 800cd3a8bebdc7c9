package dev.chatbrush.agent.plan.prompt;

import dev.chatbrush.agent.language.Ending;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Korean words that belong together, up to the particle that says what they are for. */
record NounPhrase(List<Token> tokens, Role role) {
  NounPhrase {
    tokens = List.copyOf(tokens);
  }

  /** The phrases of a clause in order; verbs, fillers and words of strength part them. */
  static List<NounPhrase> of(List<Token> clause) {
    List<NounPhrase> phrases = new ArrayList<>();
    List<Token> open = new ArrayList<>();
    for (Token token : clause) {
      boolean joins =
          token.isContent() || token.is(WordClass.THIS, WordClass.WHOLE, WordClass.MANNER);
      if (!joins) {
        close(open, Role.NONE, phrases);
        continue;
      }
      open.add(token);
      if (becomes(token)) {
        close(open, Role.RESULT, phrases);
      } else if (token.role() != Role.NONE && token.role() != Role.OF) {
        close(open, token.role(), phrases);
      }
    }
    close(open, Role.NONE, phrases);
    return phrases;
  }

  /** 밝게, 밝고: an adjective in a form that says how it shall be. */
  private static boolean becomes(Token token) {
    return token.is(WordClass.LOOK, WordClass.COLOUR)
        && token.ending() != Ending.NONE
        && token.ending() != Ending.REASON
        && token.ending() != Ending.MODIFIER;
  }

  private static void close(List<Token> open, Role role, List<NounPhrase> phrases) {
    if (!open.isEmpty()) {
      phrases.add(new NounPhrase(open, role));
      open.clear();
    }
  }

  boolean isLookish() {
    return tokens.stream().anyMatch(t -> t.is(WordClass.LOOK, WordClass.COLOUR, WordClass.MANNER));
  }

  boolean has(WordClass type) {
    return tokens.stream().anyMatch(token -> token.is(type));
  }

  /** Whether it names something, and not just points. */
  boolean names() {
    return tokens.stream().anyMatch(Token::isContent);
  }

  /** Whether an article goes before its English. */
  boolean isCountable() {
    Token last = tokens.get(tokens.size() - 1);
    return last.is(WordClass.THING) && !last.english().endsWith("s");
  }

  /** Translated word by word; what the lexicon lacks stays Korean. */
  String english() {
    String words =
        tokens.stream()
            .filter(Token::isContent)
            .map(token -> token.english().isEmpty() ? token.stem() : token.english())
            .distinct()
            .collect(Collectors.joining(" "));
    boolean nameless = tokens.stream().noneMatch(t -> t.is(WordClass.LOOK, WordClass.COLOUR));
    return has(WordClass.MANNER) && nameless ? words + " style" : words;
  }

  List<String> untranslated() {
    return tokens.stream().filter(t -> t.is(WordClass.UNKNOWN)).map(Token::stem).toList();
  }

  String surface() {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens) {
      text.append(text.length() > 0 && !token.glued() ? " " : "").append(token.surface());
    }
    return text.toString();
  }
}
