package dev.chatbrush.gateway.life;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Some sessions, and where those that follow begin; null where none do. */
@Schema(name = "SessionList")
public record SessionList(
    List<SessionSummary> sessions, @Schema(nullable = true) String nextCursor) {}
