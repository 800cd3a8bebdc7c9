package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.SentenceFacts;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes out of a message's intents what no other planner may go against. */
final class FactsReader {
  private static final Pattern KEPT =
      Pattern.compile("(?i)\\b(keep|leave|preserve|spare)\\b|남기|남겨|놔두|놔둬|냅둬|그대로|유지|살려");

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
    return new SentenceFacts(
        Set.copyOf(history),
        talk,
        refuses,
        mayErase(intents),
        target,
        spared(intents),
        intents.stream().anyMatch(intent -> NamedTarget.isTold(intent.clause().said())));
  }

  /** "Keep the cup", 컵 말고, "all but the cup". */
  static Set<String> spared(List<Intent> intents) {
    Set<String> spared = new HashSet<>();
    for (Intent intent : intents) {
      Clause clause = intent.clause();
      boolean kept = clause.negated() || KEPT.matcher(clause.said()).find();
      if (kept) {
        spared.add(clause.said()); // names of several words, too
      }
      for (Token token : clause.tokens()) {
        if (kept || token.is(WordClass.EXCEPT)) {
          spared.add(token.surface());
        }
      }
    }
    return Set.copyOf(spared);
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
