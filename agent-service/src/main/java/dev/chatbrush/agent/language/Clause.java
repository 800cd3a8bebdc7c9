package dev.chatbrush.agent.language;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A part of a sentence that asks for at most one thing. */
public record Clause(List<Token> tokens, boolean negated) {
  public Clause {
    tokens = List.copyOf(tokens);
  }

  public boolean has(WordClass... types) {
    return tokens.stream().anyMatch(token -> token.is(types));
  }

  public Optional<Token> first(Predicate<Token> wanted) {
    return tokens.stream().filter(wanted).findFirst();
  }

  public boolean hasOnly(WordClass... types) {
    List<WordClass> allowed = Arrays.asList(types);
    return tokens.stream().allMatch(token -> allowed.contains(token.type()));
  }

  /** The words as the person typed them. */
  public String said() {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens) {
      if (text.length() > 0 && !token.glued()) {
        text.append(' ');
      }
      text.append(token.surface());
    }
    return text.toString();
  }
}
