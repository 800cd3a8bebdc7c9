package dev.chatbrush.gateway.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How many edits run, and how long agent-service may take. */
@ConfigMapping(prefix = "chatbrush.chat")
public interface ChatConfig {
  /** Edits that run at once. */
  @WithDefault("4")
  @Min(1)
  int workers();

  /** Edits that wait for their turn; more are refused with OVERLOADED. */
  @WithDefault("32")
  @Min(1)
  int queue();

  /** Earlier messages that the planner is told. */
  @WithDefault("10")
  @Min(0)
  int memory();

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
