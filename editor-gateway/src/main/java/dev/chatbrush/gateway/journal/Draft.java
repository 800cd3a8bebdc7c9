package dev.chatbrush.gateway.journal;

import dev.chatbrush.contracts.agent.Suggestion;
import dev.chatbrush.gateway.revision.Revision;

/**
 * A revision to be stored (its number is set then), and what agent-service offers with it.
 *
 * @param suggestion null when it offers nothing
 */
public record Draft(Revision revision, Suggestion suggestion) {}
