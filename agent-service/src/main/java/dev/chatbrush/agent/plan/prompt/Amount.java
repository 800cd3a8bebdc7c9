package dev.chatbrush.agent.plan.prompt;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact amount of a look: "20% brighter".
 *
 * @param percent as said; 100 is twice as much
 * @param look in English, as it follows "make it"
 */
record Amount(String percent, String look) {
  private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?) ?%");

  /** Empty where the clause names no amount, or no look that it could be one of. */
  static Optional<Amount> of(Clause clause) {
    Matcher percent = PERCENT.matcher(clause.said());
    Optional<Token> look = clause.first(token -> token.is(WordClass.LOOK));
    return percent.find() && look.isPresent()
        ? Optional.of(new Amount(percent.group(1), look.get().english()))
        : Optional.empty();
  }

  /** "20% brighter", "30% more contrast". */
  String english() {
    return percent + "% " + (look.startsWith("with ") ? look.substring("with ".length()) : look);
  }
}
