package dev.chatbrush.gateway.owner;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What secrets open now, remembered by their hashes for a few seconds, and that they open nothing
 * too: a click reads no key from the database. Thread-safe.
 */
public final class Remembered<T> {
  private static final int KEPT = 10_000;

  private final Cache<String, Optional<T>> known;
  private final Function<String, Optional<T>> read;
  private final Predicate<T> opens;

  /**
   * @param read finds what a hash was made for; blocks
   * @param opens whether that opens something now
   */
  public Remembered(Duration time, Function<String, Optional<T>> read, Predicate<T> opens) {
    this.known = CacheBuilder.newBuilder().expireAfterWrite(time).maximumSize(KEPT).build();
    this.read = read;
    this.opens = opens;
  }

  /** What the secret opens, as far as it is remembered; empty where it has to be looked up. */
  public Optional<Optional<T>> peek(String secret) {
    return Optional.ofNullable(known.getIfPresent(Secrets.hash(secret)))
        .map(found -> found.filter(opens));
  }

  /** What the secret opens. Blocks. */
  public Optional<T> find(String secret) {
    String hash = Secrets.hash(secret);
    Optional<T> found = known.getIfPresent(hash);
    if (found == null) {
      found = read.apply(hash);
      known.put(hash, found);
    }
    return found.filter(opens);
  }

  /** Looks everything up again. */
  public void forget() {
    known.invalidateAll();
  }
}
