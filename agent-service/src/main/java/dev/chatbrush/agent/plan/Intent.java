package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.language.Clause;

/** What one clause asks for. */
record Intent(Kind kind, Clause clause) {
  enum Kind {
    UNDO,
    REDO,
    RESET,
    ERASE,
    TRANSFORM,
    TOOL,
    AGAIN,
    /** Wants a change and does not say into what. */
    CHANGE_UNSAID,
    /** Negated, or "never mind". */
    NOTHING,
    HELP,
    THANKS,
    GREETING,
    PRAISE,
    YES,
    /** Only points: "this one". */
    REFERENCE,
    UNKNOWN;

    boolean isAction() {
      return compareTo(AGAIN) <= 0;
    }
  }
}
