package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Function;

/**
 * Stored pictures as models and pages want them: a thousand or two thousand pixels a side of one
 * that may have forty million. Both sizes are made at once, since decoding costs most of it; those
 * of a new picture while it is decoded anyway. Thread-safe.
 */
@ApplicationScoped
public class ReducedPictures {
  private final BlobStore blobs;
  private final DecodeGate gate;
  private final NewestKept<BlobId, Reduced> cache;

  public ReducedPictures(BlobStore blobs, DecodeGate gate, RevisionConfig config) {
    this.blobs = blobs;
    this.gate = gate;
    this.cache = new NewestKept<>(config.reducedCache(), Reduced::bytes);
  }

  /** Keeps what was made of a picture that was just stored. */
  public void keep(BlobId image, Reduced reduced) {
    cache.put(image, reduced);
  }

  /** Keeps nothing of these any more. */
  public void forget(Set<BlobId> images) {
    cache.forget(images::contains);
  }

  /** The picture with that many pixels at its longest side, at most, as models see it. */
  public PictureView view(BlobId image, int side) {
    return side == Reduced.VIEW_SIDE
        ? reduced(image).view()
        : decoded(image, whole -> PictureView.of(whole, side));
  }

  /**
   * Does something with the picture as people see it, while there is room in memory for it.
   *
   * @param maxSide pixels of its longest side, at most
   */
  public <T> T scaled(BlobId image, int maxSide, Function<RgbImage, T> work) {
    Function<RgbImage, T> ofWhole = whole -> work.apply(Reduced.scaled(whole, maxSide));
    if (maxSide > Reduced.PROXY_SIDE) {
      return decoded(image, ofWhole);
    }
    Reduced reduced = reduced(image);
    Function<RgbImage, T> ofSmaller = from -> work.apply(reduced.scaledFrom(from, maxSide));
    if (reduced.viewServes(maxSide)) {
      return ofSmaller.apply(reduced.view().pixels());
    }
    return reduced
        .proxy()
        .map(proxy -> decoded(proxy, ofSmaller))
        .orElseGet(() -> decoded(image, ofWhole));
  }

  private Reduced reduced(BlobId image) {
    return cache.get(image, unknown -> decoded(unknown, Reduced::of));
  }

  private <T> T decoded(BlobId image, Function<RgbImage, T> work) {
    return gate.holding(blobs.size(image), () -> decoded(blobs.get(image), work));
  }

  private <T> T decoded(byte[] file, Function<RgbImage, T> work) {
    return gate.decoding(file, () -> work.apply(ImageDecoder.decode(file, DecodeLimits.STORED)));
  }
}
