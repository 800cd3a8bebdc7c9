package dev.chatbrush.agent.edit;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How edits run. */
@ConfigMapping(prefix = "chatbrush.tool")
public interface ToolConfig {
  /**
   * Longest time for one step of a plan, waiting in line included, for a caller who sets no
   * deadline; the gateway sets one (its chatbrush.chat.step-timeout).
   */
  @WithDefault("170s")
  Duration deadline();

  /** Edits that run at a time, at least 1. */
  @WithDefault("4")
  int concurrent();

  /** Edits that wait for a place, 0 or more; further ones are refused with OVERLOADED. */
  @WithDefault("16")
  int waiting();

  /** Share of the heap, 0 to 1, that pictures in work may take; edits wait for it. */
  @WithDefault("0.6")
  double memory();

  /** Edits of one owner that run or wait, at least 1; of one session without logins. */
  @WithDefault("15")
  int perOwner();

  /**
   * How long calls that run may go on when the service is asked to stop; new ones are sent to
   * others meanwhile.
   */
  @WithDefault("0s")
  Duration drain();

  /** Room for pictures as they came, so that the next edit needs no second upload. */
  @WithDefault("64M")
  MemorySize pictureCache();
}
