package dev.chatbrush.mask.embedding;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is kept between requests. */
@ConfigMapping(prefix = "chatbrush.mask.cache")
public interface CacheConfig {
  /** Embeddings; MobileSAM's take 2 MB a picture, SAM 2's 8 MB. */
  @WithDefault("256M")
  MemorySize embeddings();

  /** Whether embeddings that a model gives in 32 bits are kept in 16. */
  @WithDefault("true")
  boolean halfPrecision();

  /** What models see of pictures, to ask another without the bytes; up to 3 MB a picture. */
  @WithDefault("64M")
  MemorySize pictures();
}
