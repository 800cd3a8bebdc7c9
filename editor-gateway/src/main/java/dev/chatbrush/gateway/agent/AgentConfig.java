package dev.chatbrush.gateway.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long agent-service may take. */
@ConfigMapping(prefix = "chatbrush.chat")
public interface AgentConfig {
  /** Making a plan. */
  @WithDefault("30s")
  Duration planTimeout();

  /** One step of a plan. */
  @WithDefault("180s")
  Duration stepTimeout();

  /** The list of tools. */
  @WithDefault("3s")
  Duration toolsTimeout();

  /** The question whether agent-service is there. */
  @WithDefault("1s")
  Duration statusTimeout();
}
