package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What ran last in this session, which "again", "this too" and "not that one" lean on.
 *
 * @param steps as they ran, at least one
 */
record LastEdit(List<PlanStep> steps) {
  private static final Pattern NO = Pattern.compile("(?i)no+|nah|nope|아니|아니요|아니야|아뇨");

  static Optional<LastEdit> of(List<PastTurn> history) {
    for (int i = history.size() - 1; i >= 0; i--) {
      if (!history.get(i).steps().isEmpty()) {
        return Optional.of(new LastEdit(history.get(i).steps()));
      }
    }
    return Optional.empty();
  }

  /** Whether the words put a new edit in the place of the last one: "make it night instead". */
  static boolean isReplaced(List<Intent> intents, PlanContext context) {
    Optional<LastEdit> last = LastEdit.of(context.history()).filter(LastEdit::isEdit);
    boolean goesBack = intents.stream().anyMatch(i -> i.is(Kind.UNDO, Kind.REDO, Kind.RESET));
    if (last.isEmpty() || goesBack || !context.canUndo()) {
      return false;
    }
    return corrects(intents, context)
        || intents.stream()
            .anyMatch(
                intent ->
                    intent.clause().has(WordClass.INSTEAD)
                        || intent.is(Kind.REJECTED)
                            && (intent.clause().has(WordClass.THIS, WordClass.OTHER)
                                || last.get().isNamedBy(intent.clause())));
  }

  /** "No, green", 아니 초록으로: said right after a look was given, of another look. */
  private static boolean corrects(List<Intent> intents, PlanContext context) {
    List<PastTurn> history = context.history();
    List<PlanStep> before = history.isEmpty() ? List.of() : history.get(history.size() - 1).steps();
    boolean looked =
        !before.isEmpty()
            && before.stream().allMatch(step -> step.tool().equals(CatalogueSnapshot.TRANSFORM));
    Token first = intents.get(0).clause().tokens().get(0);
    return looked
        && first.is(WordClass.STOP)
        && NO.matcher(first.surface()).matches()
        && intents.stream()
            .filter(intent -> intent.is(Kind.TRANSFORM))
            .anyMatch(intent -> ClauseTarget.of(intent.clause()).isEmpty());
  }

  /** Whether it made a picture, and did not just go back or forth. */
  boolean isEdit() {
    return steps.stream().noneMatch(PlanStep::isHistory);
  }

  /** Whether the clause names what that edit made: "not night" after "make it night". */
  boolean isNamedBy(Clause clause) {
    String made =
        steps.stream()
            .map(step -> step.prompt() + " " + step.promptOriginal())
            .reduce("", (a, b) -> a + " " + b)
            .toLowerCase(Locale.ROOT);
    return clause.tokens().stream()
        .filter(Token::isContent)
        .flatMap(token -> List.of(token.english(), token.stem()).stream())
        .anyMatch(word -> !word.isBlank() && made.contains(word.toLowerCase(Locale.ROOT)));
  }
}
