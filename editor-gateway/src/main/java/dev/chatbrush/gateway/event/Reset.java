package dev.chatbrush.gateway.event;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The data of the event {@code reset}: what came before is not told, so read the session. */
@Schema(name = "ResetEvent")
public record Reset(@Schema(description = "The number of the session's last event") long last) {}
