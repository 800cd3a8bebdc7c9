package dev.chatbrush.gateway.revision;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;

/** How pictures are read and sent. */
@ConfigMapping(prefix = "chatbrush.revision")
public interface RevisionConfig {
  /** Share of the heap, 0 to 1, that files of pictures in work may take. */
  @WithDefault("0.2")
  @DecimalMin("0.01")
  @DecimalMax("1")
  double fileMemory();

  /** Share of the heap, 0 to 1, that decoded pictures in work may take. */
  @WithDefault("0.4")
  @DecimalMin("0.01")
  @DecimalMax("1")
  double pixelMemory();

  /** How long a picture waits for room in them before it is refused. */
  @WithDefault("20s")
  Duration decodeWait();

  /** Memory for pictures in other formats or sizes than the stored one. */
  @WithDefault("40M")
  MemorySize variantCache();

  /** Memory for pictures made smaller, as models see them and as previews are made of. */
  @WithDefault("48M")
  MemorySize reducedCache();

  /** Quality of JPEG and WebP, 0 to 1. */
  @WithDefault("0.92")
  double quality();
}
