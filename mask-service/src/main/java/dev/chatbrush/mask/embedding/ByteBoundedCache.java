package dev.chatbrush.mask.embedding;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Keeps what was used last, within a bound in bytes. Safe for many threads. */
final class ByteBoundedCache<K, V> {
  private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final long maxBytes;
  private final ToLongFunction<V> sizeOf;
  private final Runnable onEviction;
  private long bytes;

  ByteBoundedCache(long maxBytes, ToLongFunction<V> sizeOf, Runnable onEviction) {
    this.maxBytes = maxBytes;
    this.sizeOf = sizeOf;
    this.onEviction = onEviction;
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** A value larger than the whole bound is not kept. */
  synchronized void put(K key, V value) {
    V previous = entries.remove(key);
    if (previous != null) {
      bytes -= sizeOf.applyAsLong(previous);
    }
    long size = sizeOf.applyAsLong(value);
    if (size > maxBytes) {
      return;
    }
    entries.put(key, value);
    bytes += size;
    Iterator<Map.Entry<K, V>> oldest = entries.entrySet().iterator();
    while (bytes > maxBytes) {
      bytes -= sizeOf.applyAsLong(oldest.next().getValue());
      oldest.remove();
      onEviction.run();
    }
  }

  /** Keeps nothing any more whose key {@code gone} says so of. */
  synchronized void forget(Predicate<K> gone) {
    Iterator<Map.Entry<K, V>> all = entries.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<K, V> entry = all.next();
      if (gone.test(entry.getKey())) {
        bytes -= sizeOf.applyAsLong(entry.getValue());
        all.remove();
      }
    }
  }

  synchronized long bytes() {
    return bytes;
  }
}
