package dev.chatbrush.gateway.revision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What models see of stored pictures: they need no more than a thousand pixels a side of one that
 * may have forty million. A new picture's view is made while it is decoded anyway. Thread-safe.
 */
@ApplicationScoped
public class PictureViews {
  /** What mask-service asks for with today's models; another side is made when it asks. */
  static final int SIDE = 1024;

  private record Key(BlobId image, int side) {}

  private final BlobStore blobs;
  private final DecodeGate gate;
  private final Cache<Key, PictureView> cache;

  public PictureViews(BlobStore blobs, DecodeGate gate, RevisionConfig config) {
    this.blobs = blobs;
    this.gate = gate;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(config.viewCache().asLongValue())
            .weigher((Key key, PictureView view) -> view.bytes())
            .executor(Runnable::run)
            .build();
  }

  /** Keeps the view of a picture that was just stored. */
  public void keep(BlobId image, PictureView view) {
    cache.put(new Key(image, SIDE), view);
  }

  /** The picture with that many pixels at its longest side, at most. */
  public PictureView of(BlobId image, int side) {
    return cache.get(new Key(image, side), this::make);
  }

  private PictureView make(Key wanted) {
    return gate.holding(
        blobs.size(wanted.image()),
        () -> {
          byte[] stored = blobs.get(wanted.image());
          return gate.decoding(
              stored,
              () ->
                  PictureView.of(ImageDecoder.decode(stored, DecodeLimits.STORED), wanted.side()));
        });
  }
}
