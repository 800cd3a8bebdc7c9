package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.revision.History;

/**
 * What was stored, and the session after it.
 *
 * @param outcome null while the edit goes on
 */
public record Stored(History history, EditResults added, EditOutcome outcome) {}
