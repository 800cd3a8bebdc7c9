package dev.chatbrush.gateway.revision;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How pictures are read and sent. */
@ConfigMapping(prefix = "chatbrush.revision")
public interface RevisionConfig {
  /** Pictures that are decoded at once. */
  @WithDefault("2")
  @Min(1)
  int decodes();

  /** How long an upload waits for its turn before it is refused. */
  @WithDefault("20s")
  Duration decodeWait();

  /** Memory for pictures in other formats or sizes than the stored one. */
  @WithDefault("64M")
  MemorySize variantCache();

  /** Quality of JPEG and WebP, 0 to 1. */
  @WithDefault("0.92")
  double quality();
}
