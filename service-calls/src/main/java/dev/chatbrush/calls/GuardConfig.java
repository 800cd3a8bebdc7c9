package dev.chatbrush.calls;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When calls that keep failing are no longer made, and when a failed one is made again. */
public interface GuardConfig {
  /** So many of the last calls are looked at; fewer tell nothing. */
  @WithDefault("4")
  @Min(1)
  int window();

  /** Share of failures among them, 0 to 1, from which on calls are refused at once. */
  @WithDefault("0.75")
  @DecimalMin("0.01")
  @DecimalMax("1")
  double failureRatio();

  /** How long they are refused; then one call tries, and when it works all are made again. */
  @WithDefault("2s")
  Duration rest();

  /** How often a call that met no server is made again; edits never are. */
  @WithDefault("1")
  @Min(0)
  int retries();

  /** Pause before that, and by chance up to half as much longer. */
  @WithDefault("100ms")
  Duration pause();
}
