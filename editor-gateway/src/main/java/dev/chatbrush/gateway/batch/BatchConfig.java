package dev.chatbrush.gateway.batch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** One edit on many pictures. */
@ConfigMapping(prefix = "chatbrush.batch")
public interface BatchConfig {
  /** Pictures of one batch; all together as chatbrush.access.body.large says. */
  @WithDefault("100")
  @Min(1)
  @Max(250)
  int pictures();

  /** Batches that run at once, one picture of each at a time; fewer than chatbrush.chat.workers. */
  @WithDefault("2")
  @Min(1)
  int atOnce();

  /** Batches that wait for their turn; more are refused with OVERLOADED. */
  @WithDefault("16")
  @Min(0)
  int queue();

  /** How long an ended batch can be asked about. Its sessions stay. */
  @WithDefault("7d")
  Duration keep();
}
