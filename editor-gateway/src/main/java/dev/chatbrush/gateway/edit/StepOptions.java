package dev.chatbrush.gateway.edit;

import dev.chatbrush.contracts.agent.Option;
import dev.chatbrush.contracts.agent.Options;
import dev.chatbrush.gateway.agent.AgentClient;
import dev.chatbrush.gateway.agent.EditOptions;
import dev.chatbrush.gateway.agent.OfferedTools;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.agent.PlanMessages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives each step of a plan those of the message's options that its tool has; one that none of them
 * has is refused before anything runs. Values are checked by agent-service, which knows the models.
 */
@ApplicationScoped
public class StepOptions {
  private final AgentClient agent;

  public StepOptions(AgentClient agent) {
    this.agent = agent;
  }

  /** Fails with OPTION_INVALID. */
  void require(Plan plan, EditOptions options) {
    if (options.values().isEmpty() || plan.steps().isEmpty()) {
      return;
    }
    OfferedTools offered = agent.tools();
    Map<String, Option> known = new LinkedHashMap<>();
    plan.steps().forEach(step -> known.putAll(offered.options(step.tool())));
    Optional<String> unknown =
        options.values().keySet().stream()
            .filter(name -> !known.containsKey(name) && !offered.isSetting(name))
            .findFirst();
    if (offered.current() && unknown.isPresent()) {
      throw EditProblems.optionUnknown(unknown.get(), allowed(known));
    }
  }

  /** What the step's call carries. */
  Options of(Plan.Step step, EditOptions options) {
    Options.Builder message = PlanMessages.options(options);
    if (!options.values().isEmpty()) {
      OfferedTools offered = agent.tools();
      Map<String, Option> known = offered.options(step.tool());
      options.values().entrySet().stream()
          .filter(
              value ->
                  !offered.current()
                      || known.containsKey(value.getKey())
                      || offered.isSetting(value.getKey()))
          .forEach(value -> message.putValues(value.getKey(), value.getValue()));
    }
    return message.build();
  }

  private static String allowed(Map<String, Option> known) {
    return known.values().stream()
        .map(option -> "%s (%s)".formatted(option.getName(), option.getAllowed()))
        .collect(Collectors.joining(", "));
  }
}
