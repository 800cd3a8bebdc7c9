package dev.chatbrush.agent.edit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    String sha256 = sha256(picture);
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

  /** Lower-case hexadecimal. */
  static String sha256(byte[] picture) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
