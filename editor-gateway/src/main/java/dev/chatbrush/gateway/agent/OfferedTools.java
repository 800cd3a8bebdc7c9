package dev.chatbrush.gateway.agent;

import dev.chatbrush.contracts.agent.Option;
import dev.chatbrush.contracts.agent.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tools of the catalogue.
 *
 * @param current false for the last that were seen: agent-service did not answer now
 */
public record OfferedTools(List<Tool> tools, boolean current) {
  public OfferedTools {
    tools = List.copyOf(tools);
  }

  /** What people may set for a tool, by name; of several models with one option, the best one's. */
  public Map<String, Option> options(String tool) {
    Map<String, Option> options = new LinkedHashMap<>();
    tools.stream()
        .filter(each -> each.getTool().equals(tool))
        .flatMap(each -> each.getModelsList().stream())
        .flatMap(model -> model.getOptionsList().stream())
        .forEach(option -> options.putIfAbsent(option.getName(), option));
    return options;
  }
}
