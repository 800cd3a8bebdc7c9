package dev.chatbrush.gateway.revision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.imaging.codec.ImageEncoder;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Stored pictures in other formats and sizes. Those in demand are kept in memory; who asks for one
 * while it is made waits for it. Thread-safe.
 */
@ApplicationScoped
public class Variants {
  /** Many more places than are ever made at once, so that nobody waits for another's picture. */
  private static final int PLACES = 1024;

  private final BlobStore blobs;
  private final ReducedPictures reduced;
  private final double quality;
  private final Cache<Variant, byte[]> cache;

  public Variants(BlobStore blobs, ReducedPictures reduced, RevisionConfig config) {
    this.blobs = blobs;
    this.reduced = reduced;
    this.quality = config.quality();
    this.cache =
        Caffeine.newBuilder()
            .initialCapacity(PLACES)
            .maximumWeight(config.variantCache().asLongValue())
            .weigher((Variant variant, byte[] made) -> made.length)
            .executor(Runnable::run)
            .build();
  }

  /** The picture's bytes in that form. */
  public byte[] bytes(Variant variant) {
    if (variant.isStored()) {
      return blobs.get(variant.image());
    }
    return cache.get(variant, this::make);
  }

  private byte[] make(Variant variant) {
    return reduced.scaled(
        variant.image(),
        variant.maxSide() == 0 ? Integer.MAX_VALUE : variant.maxSide(),
        image -> ImageEncoder.encode(image, variant.format(), quality));
  }
}
