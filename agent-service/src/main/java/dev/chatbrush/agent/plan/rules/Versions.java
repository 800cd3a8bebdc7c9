package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.WordClass;
import java.util.OptionalInt;

/** How many versions of an edit a clause wants to choose from. */
final class Versions {
  private Versions() {}

  static OptionalInt of(Clause clause) {
    return clause
        .first(token -> token.is(WordClass.VERSIONS))
        .map(token -> OptionalInt.of(Integer.parseInt(token.english())))
        .orElseGet(OptionalInt::empty);
  }
}
