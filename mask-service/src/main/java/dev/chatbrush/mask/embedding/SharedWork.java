package dev.chatbrush.mask.embedding;

import dev.chatbrush.mask.lane.Call;
import dev.chatbrush.mask.lane.EncodeLane;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Work that several may ask for at once and that runs once; whoever comes while it runs joins. Once
 * begun it runs to its end even when all who wait for it leave. Safe for many threads.
 */
final class SharedWork<K, R> {
  /** Work on its way. */
  record Pending<R>(CompletableFuture<R> result, EncodeLane.Work work) {
    /** As before, with a person who waits for it until their call ends. */
    CompletableFuture<R> awaitedBy(Call call) {
      work.awaitedBy(call);
      return result;
    }
  }

  private final Map<K, Pending<R>> running = new ConcurrentHashMap<>();

  Optional<Pending<R>> running(K key) {
    return Optional.ofNullable(running.get(key));
  }

  /** Puts the work into the lane, unless it is there or runs already. */
  Pending<R> start(K key, EncodeLane lane, Supplier<R> work) {
    CompletableFuture<R> result = new CompletableFuture<>();
    EncodeLane.Work task =
        lane.work(
            () -> run(key, work, result),
            overloaded -> {
              running.remove(key);
              result.completeExceptionally(overloaded);
            });
    Pending<R> created = new Pending<>(result, task);
    Pending<R> other = running.putIfAbsent(key, created);
    if (other != null) {
      return other;
    }
    task.start();
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
