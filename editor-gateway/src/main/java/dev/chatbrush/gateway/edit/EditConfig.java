package dev.chatbrush.gateway.edit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

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

  /**
   * How long a message's JSON reply waits for the edit's end before it is 202. Never longer than
   * five sixths of quarkus.http.idle-timeout, which would end the wait without a word.
   */
  @WithDefault("50s")
  Duration patience();

  /**
   * How long edits that run may go on when this gateway is asked to stop, before they are left to
   * other gateways, or ended where there are none. New ones are refused meanwhile.
   */
  @WithDefault("0s")
  Duration drain();

  /** Earlier messages that the planner is told. */
  @WithDefault("10")
  @Min(0)
  int memory();
}
