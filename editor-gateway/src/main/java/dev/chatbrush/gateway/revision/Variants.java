package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.imaging.codec.ImageEncoder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Stored pictures in other formats and sizes. The newest are kept in memory; who asks for one while
 * it is made waits for it. Thread-safe.
 */
@ApplicationScoped
public class Variants {
  private final BlobStore blobs;
  private final ReducedPictures reduced;
  private final double quality;
  private final NewestKept<Variant, byte[]> cache;

  public Variants(BlobStore blobs, ReducedPictures reduced, RevisionConfig config) {
    this.blobs = blobs;
    this.reduced = reduced;
    this.quality = config.quality();
    this.cache = new NewestKept<>(config.variantCache(), made -> made.length);
  }

  /** The picture's bytes in that form. */
  public byte[] bytes(Variant variant) {
    if (variant.isStored()) {
      return blobs.get(variant.image());
    }
    return cache.get(variant, this::make);
  }

  /** Keeps nothing of these any more. */
  public void forget(Set<BlobId> images) {
    cache.forget(variant -> images.contains(variant.image()));
  }

  private byte[] make(Variant variant) {
    return reduced.scaled(
        variant.image(),
        variant.maxSide() == 0 ? Integer.MAX_VALUE : variant.maxSide(),
        image -> ImageEncoder.encode(image, variant.format(), quality));
  }
}
