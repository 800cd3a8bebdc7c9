package dev.chatbrush.gateway.tool;

import dev.chatbrush.gateway.agent.OfferedTools;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The catalogue; with status "degraded" it is the last that was seen, and nothing runs now. */
@Schema(name = "Tools")
public record ToolsView(List<ToolView> tools, String status) {
  public static ToolsView from(OfferedTools offered) {
    boolean usable = offered.current() && !offered.tools().isEmpty();
    return new ToolsView(
        offered.tools().stream().map(ToolView::from).toList(), usable ? "ok" : "degraded");
  }
}
