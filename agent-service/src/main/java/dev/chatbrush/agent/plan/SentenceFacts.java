package dev.chatbrush.agent.plan;

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
 * @param spared clauses that say what is to stay as it is, and their words
 * @param told words tell the thing from others of its name, which no detector does: "behind me"
 */
public record SentenceFacts(
    Set<String> history,
    boolean onlyTalk,
    boolean refuses,
    boolean mayErase,
    Optional<Target> target,
    Set<String> spared,
    boolean told) {}
