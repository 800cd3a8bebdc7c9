package dev.chatbrush.gateway.chat;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The catalogue; with status "degraded" it is the last that was seen, and nothing runs now. */
@Schema(name = "Tools")
public record ToolsView(List<ToolView> tools, String status) {}
