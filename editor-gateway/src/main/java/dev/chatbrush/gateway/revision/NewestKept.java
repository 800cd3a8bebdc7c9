package dev.chatbrush.gateway.revision;

import com.google.common.base.Throwables;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.quarkus.runtime.configuration.MemorySize;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What was made or used last, within a bound in bytes: the newest is what the next call needs,
 * whatever was asked for often. Who asks for one while it is made waits for it; what fails is not
 * kept. Thread-safe.
 */
final class NewestKept<K, V> {
  private final Cache<K, V> cache;

  NewestKept(MemorySize room, ToIntFunction<V> bytes) {
    this.cache =
        CacheBuilder.newBuilder()
            .concurrencyLevel(1) // one order of age, one bound
            .maximumWeight(room.asLongValue())
            .<K, V>weigher((key, value) -> bytes.applyAsInt(value))
            .build();
  }

  void put(K key, V value) {
    cache.put(key, value);
  }

  /** Keeps nothing any more whose key {@code gone} says so of. */
  void forget(Predicate<K> gone) {
    cache.asMap().keySet().removeIf(gone);
  }

  /** What is kept, or what {@code make} makes now; its exceptions pass as they are. */
  V get(K key, Function<K, V> make) {
    try {
      return cache.get(key, () -> make.apply(key));
    } catch (UncheckedExecutionException | ExecutionError | ExecutionException failure) {
      Throwables.throwIfUnchecked(failure.getCause());
      throw new IllegalStateException(failure); // a Function throws nothing that is checked
    }
  }
}
