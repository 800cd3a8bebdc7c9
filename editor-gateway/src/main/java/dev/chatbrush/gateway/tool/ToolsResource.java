package dev.chatbrush.gateway.tool;

import dev.chatbrush.gateway.agent.AgentClient;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be done now. */
@Path("/api/tools")
@Tag(name = "Chat")
public class ToolsResource {
  private final AgentClient agent;

  ToolsResource(AgentClient agent) {
    this.agent = agent;
  }

  @GET
  @Operation(operationId = "getTools", summary = "The tools, with titles in both languages")
  public ToolsView tools() {
    return ToolsView.from(agent.tools());
  }
}
