package dev.chatbrush.mask.embedding;

import dev.chatbrush.mask.problem.MaskProblem;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Work that several may ask for at once and that runs once; whoever comes while it runs joins. It
 * runs to its end even when all who wait for it leave. Safe for many threads.
 */
final class SharedWork<K, R> {
  private final Map<K, CompletableFuture<R>> running = new ConcurrentHashMap<>();

  Optional<CompletableFuture<R>> running(K key) {
    return Optional.ofNullable(running.get(key));
  }

  /** Runs the work in the lane, unless it runs already. */
  CompletableFuture<R> start(K key, Executor lane, Supplier<R> work) {
    CompletableFuture<R> created = new CompletableFuture<>();
    CompletableFuture<R> other = running.putIfAbsent(key, created);
    if (other != null) {
      return other;
    }
    try {
      lane.execute(() -> run(key, work, created));
    } catch (MaskProblem overloaded) {
      running.remove(key);
      created.completeExceptionally(overloaded);
    }
    return created;
  }

  private void run(K key, Supplier<R> work, CompletableFuture<R> result) {
    try {
      R made = work.get();
      running.remove(key);
      result.complete(made);
    } catch (RuntimeException | Error e) {
      running.remove(key);
      result.completeExceptionally(e);
    }
  }
}
