package dev.chatbrush.triton.grpc.waiting;

import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Waits for a call on the calling thread, which meanwhile runs the call's callbacks. */
public final class Blocking {
  private Blocking() {}

  public static <T> T call(String name, Function<Executor, CompletableFuture<T>> start) {
    CallerThread caller = new CallerThread();
    CompletableFuture<T> future = start.apply(caller);
    try {
      caller.runUntilDone(future);
      return future.get();
    } catch (InterruptedException interrupted) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancelledException(name + ": the waiting thread was interrupted", interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof InferenceException failure) {
        throw failure;
      }
      throw new IllegalStateException(name + ": failed in this client itself", failed.getCause());
    }
  }
}
