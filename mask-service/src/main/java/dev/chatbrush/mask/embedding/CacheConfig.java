package dev.chatbrush.mask.embedding;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is kept between requests. */
@ConfigMapping(prefix = "chatbrush.mask.cache")
public interface CacheConfig {
  /**
   * Embeddings; MobileSAM's take 2 MB a picture, SAM 2's 8 MB, and up to 1 MB more for the
   * picture's brightness.
   */
  @WithDefault("128M")
  MemorySize embeddings();

  /** Whether embeddings that a model gives in 32 bits are kept in 16. */
  @WithDefault("true")
  boolean halfPrecision();

  /**
   * Memory shared with a Triton on the same machine, 8 MB for each of the embeddings that were
   * clicked on last, of which MobileSAM's use half. 0 sends them with each click.
   */
  @WithDefault("64M")
  MemorySize shared();

  /** What models see of pictures, to ask another without the bytes; up to 3 MB a picture. */
  @WithDefault("32M")
  MemorySize pictures();
}
