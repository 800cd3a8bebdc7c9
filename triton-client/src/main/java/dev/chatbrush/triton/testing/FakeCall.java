package dev.chatbrush.triton.testing;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One request at a fake model, with the means to answer it. Thread-safe. */
public final class FakeCall {
  private final InferRequest request;
  private final FakeRegions regions;
  private final ReplySink sink;
  private final Runnable cutter;
  private final CountDownLatch cancelled;

  FakeCall(
      InferRequest request,
      FakeRegions regions,
      ReplySink sink,
      Runnable cutter,
      CountDownLatch cancelled) {
    this.request = request;
    this.regions = regions;
    this.sink = sink;
    this.cutter = cutter;
    this.cancelled = cancelled;
  }

  public InferRequest request() {
    return request;
  }

  /** Sends one answer. */
  public void reply(Tensor... tensors) {
    reply(List.of(tensors));
  }

  /** Sends one answer. */
  public void reply(List<Tensor> tensors) {
    try {
      sink.reply(FakeWire.response(request, regions, tensors));
    } catch (StatusRuntimeException refused) {
      sink.fail(refused.getStatus());
    }
  }

  /** Sends an answer whose data need not fit its type and shape, as a broken server would. */
  public void replyMalformed(String name, DataType type, Shape shape, byte[] data) {
    sink.reply(FakeWire.malformed(request, name, type, shape, data));
  }

  /** Ends with an error. */
  public void fail(FakeError error, String text) {
    sink.fail(error.status(text));
  }

  /** Waits while the caller takes no more answers; for models that heed back-pressure. */
  public void awaitRoom() throws InterruptedException {
    while (!isCancelled() && !sink.hasRoom()) {
      pause(Duration.ofMillis(2));
    }
  }

  /** Resets the TCP connection of this call, and so every call on it. */
  public void cutConnection() {
    cutter.run();
  }

  /** Whether the caller has cancelled, or its deadline has passed. */
  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /** Waits until the caller cancels. */
  public void awaitCancel() throws InterruptedException {
    cancelled.await();
  }

  /** Waits for that long, or until the caller cancels; {@link #isCancelled()} tells which. */
  public void pause(Duration length) throws InterruptedException {
    boolean unused = cancelled.await(length.toNanos(), TimeUnit.NANOSECONDS);
  }
}
