package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.plan.Intent.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the words themselves say, whatever a language model makes of them.
 *
 * @param history the history steps that the words ask for
 * @param onlyTalk nothing but small talk
 * @param refuses something is negated and nothing else is asked for
 */
public record SentenceFacts(Set<String> history, boolean onlyTalk, boolean refuses) {
  private static final Set<Kind> TALK =
      EnumSet.of(Kind.GREETING, Kind.THANKS, Kind.PRAISE, Kind.HELP);

  static SentenceFacts of(List<Intent> intents) {
    Set<String> history = new java.util.HashSet<>();
    for (Intent intent : intents) {
      switch (intent.kind()) {
        case UNDO -> history.add(PlanStep.UNDO);
        case REDO -> history.add(PlanStep.REDO);
        case RESET -> history.add(PlanStep.RESET);
        default -> {}
      }
    }
    boolean acts = intents.stream().anyMatch(intent -> intent.kind().isAction());
    boolean talk =
        !intents.isEmpty() && intents.stream().allMatch(intent -> TALK.contains(intent.kind()));
    boolean refuses = !acts && intents.stream().anyMatch(i -> i.is(Kind.NOTHING, Kind.REJECTED));
    return new SentenceFacts(Set.copyOf(history), talk, refuses);
  }
}
