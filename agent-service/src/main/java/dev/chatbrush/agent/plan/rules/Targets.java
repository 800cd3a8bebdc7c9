package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Ending;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the clauses of one message apply to, each by its own words or by those beside it. */
final class Targets {
  private final Map<Clause, Target> byClause = new IdentityHashMap<>();

  private Targets() {}

  static Targets of(List<Intent> intents, Language language) {
    Targets targets = new Targets();
    boolean sparesBackground =
        intents.stream()
            .filter(i -> i.is(Kind.NOTHING, Kind.REJECTED) || i.clause().negated())
            .anyMatch(i -> i.clause().has(WordClass.BACKGROUND));
    Intent before = null;
    for (Intent intent : intents) {
      Clause clause = intent.clause();
      Optional<Target> target = ClauseTarget.of(clause);
      if (target.isEmpty() && intent.is(Kind.TRANSFORM) && goesOn(before, intent, language)) {
        target = targets.of(before.clause());
      }
      if (target.isEmpty() && sparesBackground && intent.is(Kind.TRANSFORM)) {
        target = Optional.of(Target.SUBJECT);
      }
      target.ifPresent(found -> targets.byClause.put(clause, found));
      before = intent;
    }
    return targets;
  }

  /** Empty where the words leave it to the selection. */
  Optional<Target> of(Clause clause) {
    return Optional.ofNullable(byClause.get(clause));
  }

  /**
   * "Make the background darker and blurrier", 배경을 어둡고 흐리게: one wish in two clauses. "The
   * background is too busy, blur it": said of what, then wished.
   */
  private static boolean goesOn(Intent before, Intent wish, Language language) {
    Clause clause = wish.clause();
    if (before == null || clause.has(WordClass.THING, WordClass.STUFF)) {
      return false;
    }
    if (!before.kind().isAction()) {
      boolean all = clause.has(WordClass.WHOLE) && !before.clause().has(WordClass.EXCEPT);
      return !all && !before.clause().negated();
    }
    boolean bare =
        clause.has(WordClass.LOOK, WordClass.COLOUR)
            && !clause.has(WordClass.THIS)
            && clause.tokens().stream().noneMatch(Token::isVerb);
    Token last = before.clause().tokens().get(before.clause().tokens().size() - 1);
    boolean open =
        language == Language.ENGLISH
            || last.ending() == Ending.AND
                && (last.is(WordClass.LOOK, WordClass.COLOUR)
                    || last.is(WordClass.ERASE) && clause.has(WordClass.COLOUR));
    return bare && open;
  }
}
