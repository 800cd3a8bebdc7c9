package dev.chatbrush.gateway.owner;

import dev.chatbrush.gateway.api.SessionId;

/** A session that is about to be. */
public record Begun(SessionId session, Owner owner) {}
