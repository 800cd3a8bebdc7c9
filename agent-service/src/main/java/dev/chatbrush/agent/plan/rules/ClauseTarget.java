package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Target;
import java.util.Optional;

/** What the words of a clause say that it applies to. */
final class ClauseTarget {
  private ClauseTarget() {}

  /** Empty where the words leave it to the selection. */
  static Optional<Target> of(Clause clause) {
    if (clause.has(WordClass.EXCEPT)) {
      return Optional.of(Target.BACKGROUND);
    }
    Optional<Token> part =
        clause.first(
            token ->
                token.is(WordClass.BACKGROUND, WordClass.SUBJECT)
                    && token.role() != Role.PLACE
                    && token.role() != Role.OF);
    if (part.isPresent() && !clause.has(WordClass.ADD)) {
      boolean background = part.get().is(WordClass.BACKGROUND);
      return Optional.of(background ? Target.BACKGROUND : Target.SUBJECT);
    }
    // 벽에 그림 액자 걸어줘: a picture that is put somewhere is not the picture.
    boolean putsThing = clause.has(WordClass.ADD) && clause.has(WordClass.THING);
    boolean whole = clause.has(WordClass.WHOLE) && !clause.has(WordClass.THIS) && !putsThing;
    return whole ? Optional.of(Target.WHOLE) : Optional.empty();
  }
}
