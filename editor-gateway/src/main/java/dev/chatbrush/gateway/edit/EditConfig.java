package dev.chatbrush.gateway.edit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How many edits run, and what their planner is told. */
@ConfigMapping(prefix = "chatbrush.chat")
public interface EditConfig {
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
}
