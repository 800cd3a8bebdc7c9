package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Intent.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the words themselves say, whatever a language model makes of them.
 *
 * @param history the history steps that the words ask for
 * @param onlyTalk nothing but small talk
 * @param refuses something is negated and nothing else is asked for
 * @param mayErase whether the words ask for an erase, or were not understood well enough to deny it
 * @param target the subject, the background or the whole picture, where the words name it
 */
public record SentenceFacts(
    Set<String> history,
    boolean onlyTalk,
    boolean refuses,
    boolean mayErase,
    Optional<Target> target) {

  static SentenceFacts of(List<Intent> intents) {
    Set<String> history = new HashSet<>();
    for (Intent intent : intents) {
      switch (intent.kind()) {
        case UNDO, WEAKER -> history.add(PlanStep.UNDO);
        case REDO -> history.add(PlanStep.REDO);
        case RESET -> history.add(PlanStep.RESET);
        default -> {}
      }
      if (intent.is(Kind.REJECTED) || intent.clause().has(WordClass.INSTEAD)) {
        history.add(PlanStep.UNDO);
      }
    }
    boolean acts = intents.stream().anyMatch(intent -> intent.kind().isAction());
    boolean talk = !intents.isEmpty() && intents.stream().allMatch(i -> i.kind().isTalk());
    boolean refuses = !acts && intents.stream().anyMatch(i -> i.is(Kind.NOTHING, Kind.REJECTED));
    Optional<Target> target =
        intents.stream()
            .filter(intent -> !intent.clause().negated())
            .flatMap(intent -> ClauseTarget.of(intent.clause()).stream())
            .findFirst();
    return new SentenceFacts(Set.copyOf(history), talk, refuses, mayErase(intents), target);
  }

  private static boolean mayErase(List<Intent> intents) {
    boolean asked =
        intents.stream().anyMatch(i -> i.is(Kind.ERASE, Kind.AGAIN, Kind.ALSO, Kind.REFERENCE));
    boolean refused =
        intents.stream().anyMatch(i -> i.clause().negated() && i.clause().has(WordClass.ERASE));
    boolean unclear =
        intents.isEmpty()
            || intents.stream().anyMatch(i -> i.is(Kind.UNKNOWN, Kind.YES, Kind.CHANGE_UNSAID));
    return asked || unclear && !refused;
  }
}
