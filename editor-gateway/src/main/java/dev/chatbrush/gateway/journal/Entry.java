package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.SessionId;

/**
 * What an edit stores at once.
 *
 * @param made what it made earlier
 * @param ending null when more steps follow
 * @param telling tells it
 */
public record Entry(
    SessionId session, String editId, EditResults made, Ending ending, Telling telling) {}
