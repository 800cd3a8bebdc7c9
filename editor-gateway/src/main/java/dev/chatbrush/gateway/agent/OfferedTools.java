package dev.chatbrush.gateway.agent;

import dev.chatbrush.contracts.agent.Tool;
import java.util.List;

/**
 * The tools of the catalogue.
 *
 * @param current false for the last that were seen: agent-service did not answer now
 */
public record OfferedTools(List<Tool> tools, boolean current) {
  public OfferedTools {
    tools = List.copyOf(tools);
  }
}
