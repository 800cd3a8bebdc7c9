package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Stored pictures in other formats and sizes. The last ones are kept in memory, least recently used
 * out first. Thread-safe.
 */
@ApplicationScoped
public class Variants {
  private final BlobStore blobs;
  private final DecodeGate gate;
  private final double quality;
  private final long capacity;
  private final Map<Variant, byte[]> cache = new LinkedHashMap<>(16, 0.75f, true);
  private long cachedBytes;

  public Variants(BlobStore blobs, DecodeGate gate, RevisionConfig config) {
    this.blobs = blobs;
    this.gate = gate;
    this.quality = config.quality();
    this.capacity = config.variantCache().asLongValue();
  }

  /** The picture's bytes in that form. */
  public byte[] bytes(Variant variant) {
    if (variant.isStored()) {
      return blobs.get(variant.image());
    }
    byte[] known = cached(variant);
    if (known != null) {
      return known;
    }
    byte[] made = gate.run(() -> encode(variant));
    keep(variant, made);
    return made;
  }

  private byte[] encode(Variant variant) {
    RgbImage image = ImageDecoder.decode(blobs.get(variant.image()), DecodeLimits.STORED);
    return ImageEncoder.encode(scaled(image, variant.maxSide()), variant.format(), quality);
  }

  private static RgbImage scaled(RgbImage image, int maxSide) {
    int longest = Math.max(image.width(), image.height());
    if (maxSide == 0 || longest <= maxSide) {
      return image;
    }
    double scale = (double) maxSide / longest;
    return image.resizeTo(
        (int) Math.max(1, Math.round(image.width() * scale)),
        (int) Math.max(1, Math.round(image.height() * scale)));
  }

  private synchronized byte[] cached(Variant variant) {
    return cache.get(variant);
  }

  private synchronized void keep(Variant variant, byte[] made) {
    byte[] before = cache.put(variant, made);
    cachedBytes += made.length - (before == null ? 0 : before.length);
    Iterator<byte[]> oldest = cache.values().iterator();
    while (cachedBytes > capacity && oldest.hasNext()) {
      cachedBytes -= oldest.next().length;
      oldest.remove();
    }
  }
}
