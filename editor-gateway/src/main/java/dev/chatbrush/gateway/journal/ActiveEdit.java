package dev.chatbrush.gateway.journal;

import java.time.Instant;

/** The edit that runs in a session now. */
public record ActiveEdit(String editId, Instant startedAt) {}
