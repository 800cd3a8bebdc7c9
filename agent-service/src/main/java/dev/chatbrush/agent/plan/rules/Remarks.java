package dev.chatbrush.agent.plan.rules;

import static dev.chatbrush.agent.language.WordClass.ADD;
import static dev.chatbrush.agent.language.WordClass.BACKGROUND;
import static dev.chatbrush.agent.language.WordClass.CHANGE;
import static dev.chatbrush.agent.language.WordClass.COLOUR;
import static dev.chatbrush.agent.language.WordClass.ERASE;
import static dev.chatbrush.agent.language.WordClass.LOOK;
import static dev.chatbrush.agent.language.WordClass.MANNER;
import static dev.chatbrush.agent.language.WordClass.PRAISE;
import static dev.chatbrush.agent.language.WordClass.SUBJECT;
import static dev.chatbrush.agent.language.WordClass.THIS;
import static dev.chatbrush.agent.language.WordClass.UNWANTED;
import static dev.chatbrush.agent.language.WordClass.WISH;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Ending;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What clauses say of the picture, which asks for something only in some of them. */
final class Remarks {
  private static final Pattern TIDYING = Pattern.compile("(?i)clean|clear|tidy|정리|청소");

  private Remarks() {}

  /** Not of the background, and not merely of how something is: 이 색 싫어. */
  static boolean complainsOfThing(Clause clause) {
    boolean dislikes =
        clause.first(t -> t.is(UNWANTED) && t.english().equals("dislike")).isPresent();
    boolean thing =
        clause.tokens().stream().anyMatch(t -> t.isContent() && !t.is(BACKGROUND, SUBJECT));
    return !dislikes && (clause.has(THIS) && !clause.has(BACKGROUND) || thing);
  }

  /** "Clean the background", "the background colour gone": it is to stay, and look otherwise. */
  static boolean tidiesBackground(Clause clause) {
    List<Token> tokens = clause.tokens();
    boolean tidies =
        clause.has(BACKGROUND)
            && clause
                .first(t -> t.is(ERASE) && TIDYING.matcher(t.surface()).lookingAt())
                .isPresent();
    for (int i = 0; i < tokens.size() - 1; i++) {
      Token next = tokens.get(i + 1);
      boolean plain = tokens.get(i).is(BACKGROUND) && tokens.get(i).role() == Role.NONE;
      tidies |= plain && next.is(LOOK, COLOUR, CHANGE, MANNER);
    }
    return tidies;
  }

  /** "You erased the wrong one": tells, and asks for nothing. */
  static boolean isReport(Clause clause) {
    boolean past = false;
    for (Token token : clause.tokens()) {
      if (token.is(ERASE, CHANGE, ADD)) {
        if (token.ending() != Ending.PAST) {
          return false;
        }
        past = true;
      }
    }
    return past && !clause.has(WISH) && !isPassiveRequest(clause);
  }

  /** "Can this be removed". */
  private static boolean isPassiveRequest(Clause clause) {
    return clause.first(token -> token.surface().equalsIgnoreCase("be")).isPresent();
  }

  /** "A nice mustard yellow": wants it; "that's a lovely sunset" only likes it. */
  static boolean praisesWish(Clause clause) {
    List<Token> tokens = clause.tokens();
    for (int i = 1; i < tokens.size() - 1; i++) {
      if (tokens.get(i).is(PRAISE)) {
        String before = tokens.get(i - 1).surface().toLowerCase(Locale.ROOT);
        boolean wished = before.equals("a") || before.equals("an") || before.equals("some");
        return wished && tokens.get(i + 1).is(LOOK, COLOUR) && !clause.has(THIS);
      }
    }
    return false;
  }
}
