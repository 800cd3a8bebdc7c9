package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.language.Clause;

/**
 * What one clause asks for.
 *
 * @param tool of the catalogue, for {@link Kind#TOOL}; empty otherwise
 */
record Intent(Kind kind, Clause clause, String tool) {
  Intent(Kind kind, Clause clause) {
    this(kind, clause, "");
  }

  enum Kind {
    UNDO,
    REDO,
    RESET,
    ERASE,
    TRANSFORM,
    TOOL,
    /** The last edit once more, perhaps stronger. */
    AGAIN,
    /** The last edit here as well. */
    ALSO,
    /** The last edit, less of it. */
    WEAKER,
    /** So many versions, and not said of what. */
    VERSIONS,
    /** Wants a change and does not say into what. */
    CHANGE_UNSAID,
    /** Negated, or "never mind". */
    NOTHING,
    /** "Not that one": refuses what it names, no verb. */
    REJECTED,
    /** A task that is none of the editor's. */
    BEYOND,
    HELP,
    /** "Should I?": wants an opinion first. */
    ADVICE,
    THANKS,
    GREETING,
    PRAISE,
    YES,
    /** Only points: "this one". */
    REFERENCE,
    UNKNOWN;

    boolean isAction() {
      return compareTo(VERSIONS) <= 0;
    }

    boolean isTalk() {
      return this == GREETING || this == THANKS || this == PRAISE || this == HELP || this == ADVICE;
    }
  }

  boolean is(Kind... kinds) {
    for (Kind candidate : kinds) {
      if (kind == candidate) {
        return true;
      }
    }
    return false;
  }
}
