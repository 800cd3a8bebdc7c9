package dev.chatbrush.gateway.agent;

import dev.chatbrush.contracts.agent.ListToolsReply;
import dev.chatbrush.contracts.agent.Option;
import dev.chatbrush.contracts.agent.Tool;
import dev.chatbrush.contracts.agent.ToolModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tools of the catalogue.
 *
 * @param settings what may be set for any tool
 * @param current false for the last that were seen: agent-service did not answer now
 */
public record OfferedTools(List<Tool> tools, List<Option> settings, boolean current) {
  static final OfferedTools NONE = new OfferedTools(List.of(), List.of(), false);

  public OfferedTools {
    tools = List.copyOf(tools);
    settings = List.copyOf(settings);
  }

  static OfferedTools from(ListToolsReply reply) {
    return new OfferedTools(reply.getToolsList(), reply.getSettingsList(), true);
  }

  OfferedTools asLastKnown() {
    return new OfferedTools(tools, settings, false);
  }

  /** Whether any tool may be given an option of that name. */
  public boolean isSetting(String name) {
    return settings.stream().anyMatch(setting -> setting.getName().equals(name));
  }

  /** How many other pictures a tool looks at, at most. */
  public int references(String tool) {
    return tools.stream()
        .filter(each -> each.getTool().equals(tool))
        .mapToInt(OfferedTools::references)
        .max()
        .orElse(0);
  }

  private static int references(Tool tool) {
    return tool.getModelsList().stream().mapToInt(ToolModel::getReferences).max().orElse(0);
  }

  /** The English titles of the tools that look at other pictures. */
  public List<String> looking() {
    return tools.stream()
        .filter(tool -> references(tool) > 0)
        .map(tool -> tool.getTitle().getEn())
        .toList();
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
