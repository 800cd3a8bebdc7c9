package dev.chatbrush.gateway.openai;

import dev.chatbrush.contracts.agent.Tool;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.agent.AgentClient;
import dev.chatbrush.gateway.api.EditorException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may be named as the model of a call: the tools, or {@link #AUTO}, which picks among them.
 */
@ApplicationScoped
public class OfferedModels {
  static final String AUTO = "auto";

  private final AgentClient agent;

  public OfferedModels(AgentClient agent) {
    this.agent = agent;
  }

  List<String> names() {
    return Stream.concat(Stream.of(AUTO), agent.tools().tools().stream().map(Tool::getTool))
        .toList();
  }

  /** Fails with TOOL_UNKNOWN; empty for whichever fits. */
  Optional<String> tool(String model) {
    if (model == null || model.isBlank() || model.equals(AUTO)) {
      return Optional.empty();
    }
    return Optional.of(require(model));
  }

  /** That name, or the failure TOOL_UNKNOWN. */
  String require(String model) {
    List<String> names = names();
    if (!names.contains(model)) {
      throw new EditorException(
          ProblemCode.TOOL_UNKNOWN,
          "The model '%s' does not exist here; there are %s."
              .formatted(model, String.join(", ", names)),
          Map.of("param", "model"));
    }
    return model;
  }
}
