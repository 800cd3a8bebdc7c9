package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Target;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the words of a clause say that it applies to: a part of the picture, or all but that. */
final class ClauseTarget {
  /** An exception's words, where they name what the picture shows. */
  private static final Pattern SUBJECT =
      Pattern.compile("(?i).*(\\b(subject|foreground)\\b|피사체|주인공|주제).*");

  private static final Pattern POINTING =
      Pattern.compile("(?i).*\\b(this|that|these|those|it|selection|selected|marked)\\b.*");

  private static final Pattern NAMED = Pattern.compile("(?i).*\\b(background|backdrop|bg)\\b.*");

  /** What is no subject of a photo: "all but the sky" is not the background. */
  private static final Pattern SCENERY =
      Pattern.compile(
          "(?i).*(\\b(sky|sea|water|ground|grass|road|wall|floor|trees?|buildings?|mountains?"
              + "|clouds?)\\b|하늘|바다|잔디|도로|바닥|나무|건물|구름|벽|산만|산은).*");

  private static final Set<String> EACH = Set.of("다", "모두", "전부", "all");

  private ClauseTarget() {}

  /** Empty where the words leave it to the selection. */
  static Optional<Target> of(Clause clause) {
    Optional<Token> exception = clause.first(token -> token.is(WordClass.EXCEPT));
    if (exception.isPresent()) {
      return Optional.of(allBut(clause, exception.get()));
    }
    // 배경에 있는 차: where a thing is; 배경에 노을 느낌: what the look is for.
    boolean thing = clause.has(WordClass.THING, WordClass.STUFF, WordClass.ERASE);
    Optional<Token> part =
        clause.first(
            token ->
                token.is(WordClass.BACKGROUND, WordClass.SUBJECT)
                    && (token.role() != Role.PLACE || !thing)
                    && !isWhere(clause, token)
                    && token.role() != Role.OF);
    // "Lose the background" is one saying.
    boolean gone =
        clause
            .first(t -> t.is(WordClass.ERASE) && NAMED.matcher(t.surface()).matches())
            .isPresent();
    if (gone) {
      return Optional.of(Target.BACKGROUND);
    }
    boolean puts = clause.has(WordClass.ADD) && !(clause.has(WordClass.LOOK) && !thing);
    if (part.isPresent() && !puts) {
      boolean background = part.get().is(WordClass.BACKGROUND);
      return Optional.of(background ? Target.BACKGROUND : Target.SUBJECT);
    }
    // 벽에 그림 액자 걸어줘: a picture that is put somewhere is not the picture.
    boolean putsThing = clause.has(WordClass.ADD) && clause.has(WordClass.THING);
    // 얼굴 다 모자이크: all of them.
    boolean each =
        clause.has(WordClass.THING)
            && clause.first(t -> t.is(WordClass.WHOLE) && EACH.contains(t.stem())).isPresent();
    boolean whole =
        clause.has(WordClass.WHOLE) && !clause.has(WordClass.THIS) && !putsThing && !each;
    return whole ? Optional.of(Target.WHOLE) : Optional.empty();
  }

  /** "Remove the background people", 배경 글씨 지워줘: which of them, not what goes. */
  private static boolean isWhere(Clause clause, Token background) {
    int next = clause.tokens().indexOf(background) + 1;
    return clause.has(WordClass.ERASE)
        && background.role() == Role.NONE
        && next < clause.tokens().size()
        && clause.tokens().get(next).is(WordClass.THING, WordClass.STUFF);
  }

  /** "All but this", "all but the sky", which only a selection can show. */
  static boolean exceptsWhatASelectionShows(Clause clause) {
    return clause
        .first(token -> token.is(WordClass.EXCEPT))
        .filter(
            found ->
                clause.has(WordClass.THIS)
                    || POINTING.matcher(found.surface()).matches()
                    || SCENERY.matcher(clause.said()).matches())
        .isPresent();
  }

  /** "All but the subject" is the background; all but anything else is what is not selected. */
  private static Target allBut(Clause clause, Token exception) {
    boolean subject =
        SUBJECT.matcher(exception.surface()).matches() || clause.has(WordClass.SUBJECT);
    return subject ? Target.BACKGROUND : Target.REST;
  }
}
