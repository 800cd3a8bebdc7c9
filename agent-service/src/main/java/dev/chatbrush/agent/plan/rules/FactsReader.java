package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.SentenceFacts;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes out of a message's intents what no other planner may go against. */
final class FactsReader {
  private FactsReader() {}

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
