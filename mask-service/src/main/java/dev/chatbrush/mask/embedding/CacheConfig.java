package dev.chatbrush.mask.embedding;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is kept between requests. */
@ConfigMapping(prefix = "chatbrush.mask.cache")
public interface CacheConfig {
  /** Embeddings; MobileSAM's take 4 MB a picture. */
  @WithDefault("256M")
  MemorySize embeddings();

  /** Decoded pictures, to encode again without asking for the bytes; 3 bytes a pixel. */
  @WithDefault("96M")
  MemorySize pictures();
}
