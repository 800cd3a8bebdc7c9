package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.wire.PictureHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Encoded pictures by their SHA-256; the least recently used leave first. Thread-safe. */
@Singleton
public final class PictureStore {
  private final long capacity;
  private final Map<String, byte[]> pictures = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  @Inject
  public PictureStore(ToolConfig config) {
    this(config.pictureCache().asLongValue());
  }

  PictureStore(long capacity) {
    this.capacity = capacity;
  }

  public synchronized Optional<byte[]> find(String sha256) {
    return Optional.ofNullable(pictures.get(sha256));
  }

  /** Keeps the bytes, which nobody may change afterwards; returns their SHA-256. */
  public String keep(byte[] picture) {
    String sha256 = PictureHash.of(picture);
    keep(sha256, picture);
    return sha256;
  }

  private synchronized void keep(String sha256, byte[] picture) {
    if (picture.length > capacity || pictures.put(sha256, picture) != null) {
      return;
    }
    bytes += picture.length;
    var oldest = pictures.values().iterator();
    while (bytes > capacity) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }

  /** Keeps none of these any more. */
  public synchronized void forget(Collection<String> gone) {
    for (String sha256 : gone) {
      byte[] picture = pictures.remove(sha256);
      bytes -= picture == null ? 0 : picture.length;
    }
  }
}
