package dev.chatbrush.gateway.agent;

import dev.chatbrush.calls.GuardConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long agent-service may take. */
@ConfigMapping(prefix = "chatbrush.chat")
public interface AgentConfig {
  /** Making a plan; more than agent-service's chatbrush.llm.deadline. */
  @WithDefault("30s")
  Duration planTimeout();

  /**
   * One step of a plan. It is the call's deadline: agent-service and Triton know it and stop with
   * it, however long.
   */
  @WithDefault("180s")
  Duration stepTimeout();

  /**
   * How long a plan or step waits for a server that can do it, where none is met: for services that
   * are replaced one by one. Without, it fails at once.
   */
  @WithDefault("0s")
  Duration reach();

  /** The list of tools. */
  @WithDefault("3s")
  Duration toolsTimeout();

  /** The question whether agent-service is there. */
  @WithDefault("1s")
  Duration statusTimeout();

  /** What stands before agent-service: plans and edits each have a breaker. */
  GuardConfig guard();
}
