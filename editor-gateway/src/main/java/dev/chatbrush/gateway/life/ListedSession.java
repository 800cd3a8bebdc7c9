package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.api.SessionId;
import java.time.Instant;

/** A session's row, and its head's. */
record ListedSession(
    SessionId id,
    String name,
    Instant createdAt,
    Instant changedAt,
    int head,
    int width,
    int height,
    int revisions) {}
