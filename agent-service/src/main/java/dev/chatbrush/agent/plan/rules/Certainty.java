package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.List;

/**
 * How sure the rules are of a plan: what was not understood, guessed or left out makes them less
 * so. The factors were set by hand; the evaluation prints how right the certain plans are.
 */
final class Certainty {
  private static final double UNKNOWN_CLAUSE = 0.6;
  private static final double UNKNOWN_WORD = 0.78;
  private static final double UNTRANSLATED = 0.7;
  private static final double GUESSED_TOOL = 0.85;
  private static final double FROM_CONTEXT = 0.9;
  private static final double LONG = 0.75;
  private static final double LEFT_OUT = 0.7;
  private static final int MANY_WORDS = 24;

  private Certainty() {}

  /** inContext: whether the plan leans on what was said before. */
  static double of(List<Intent> intents, Plan plan, boolean inContext) {
    double certainty = inContext ? FROM_CONTEXT : start(intents, plan);
    boolean acts = !plan.steps().isEmpty() || !plan.question().isEmpty();
    int words = 0;
    for (Intent intent : intents) {
      words += intent.clause().tokens().size();
      if (acts && intent.is(Kind.UNKNOWN, Kind.BEYOND)) {
        certainty *= UNKNOWN_CLAUSE;
      }
      if (intent.is(Kind.TOOL) && !intent.clause().has(WordClass.TOOL, WordClass.BASICS)) {
        certainty *= GUESSED_TOOL;
      }
      certainty *= Math.pow(UNKNOWN_WORD, unknownWords(intent));
    }
    certainty *= Math.pow(UNTRANSLATED, plan.notes().size());
    certainty *= words > MANY_WORDS ? LONG : 1;
    certainty *= plan.steps().size() == Plan.MOST_STEPS && !plan.notes().isEmpty() ? LEFT_OUT : 1;
    return certainty;
  }

  /** What was asked for is surer than what was said for its own sake. */
  private static double start(List<Intent> intents, Plan plan) {
    if (!plan.steps().isEmpty()) {
      return 1;
    }
    if (!plan.question().isEmpty()) {
      return 0.9;
    }
    Kind kind = intents.stream().map(Intent::kind).min(Enum::compareTo).orElse(Kind.UNKNOWN);
    return switch (kind) {
      case NOTHING, GREETING, THANKS, PRAISE -> 0.95;
      case REJECTED, YES -> 0.8;
      case BEYOND -> 0.7;
      case ADVICE -> 0.8;
      case HELP, REFERENCE -> 0.6;
      case UNKNOWN -> 0.2;
      default -> 0.9;
    };
  }

  private static long unknownWords(Intent intent) {
    return intent.clause().tokens().stream()
        .filter(token -> token.is(WordClass.UNKNOWN))
        .map(Token::surface)
        .distinct()
        .count();
  }
}
