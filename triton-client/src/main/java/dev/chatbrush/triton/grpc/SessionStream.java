package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.grpc.message.Failures;
import dev.chatbrush.triton.grpc.message.WireMessages;
import dev.chatbrush.triton.grpc.waiting.AnswerQueue;
import dev.chatbrush.triton.grpc.wire.ModelStreamInferResponse;
import java.util.Optional;

/**
 * One request of a session. Cancelling drops its answers; the session keeps its id until the model
 * has finished, so that late answers are known for what they are.
 */
final class SessionStream implements InferenceStream {
  private final ReadAhead readAhead;
  private final InferRequest request;
  private final AnswerQueue queue;
  private final CallMeasure measure;
  private volatile boolean cancelled;

  SessionStream(ReadAhead readAhead, ClientConfig config, String id, InferRequest request) {
    this.readAhead = readAhead;
    this.request = request;
    this.queue = new AnswerQueue("request '" + id + "' to " + request.model());
    this.measure = CallMeasure.start(config, "session", request);
  }

  @Override
  public Optional<InferResponse> next() {
    readAhead.readerWaits();
    boolean took = false;
    try {
      Optional<InferResponse> answer = queue.take();
      took = answer.isPresent();
      return answer;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      cancel("the reading thread was interrupted");
      throw queue.cancelled("the reading thread was interrupted");
    } finally {
      readAhead.readerGoesOn(took);
    }
  }

  @Override
  public void cancel() {
    cancel("the caller cancelled");
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void close() {
    cancel("the caller closed the stream");
  }

  /** Takes a message; true when it was the last. */
  boolean receive(ModelStreamInferResponse message) {
    InferenceException failure = null;
    boolean last = true;
    boolean queued = false;
    try {
      if (!message.getErrorMessage().isEmpty()) {
        failure = Failures.fromText(message.getErrorMessage());
      } else {
        InferResponse answer = WireMessages.streamed(message.getInferResponse(), request);
        last = answer.isFinal();
        if (!answer.isEmpty() || !last) {
          measure.answered(answer);
          queued = queue.add(answer);
        }
      }
    } catch (InferenceException malformed) {
      failure = malformed;
    }
    if (last) {
      end(failure);
    }
    if (!queued) {
      readAhead.forgetUnread(1);
    }
    return last;
  }

  /** Null for a good end. Only the first end counts. */
  void end(InferenceException failure) {
    boolean first = failure == null ? queue.finish() : queue.fail(failure);
    if (first) {
      measure.finished(failure);
    }
  }

  private void cancel(String reason) {
    CancelledException failure = queue.cancelled(reason);
    int unread = queue.cancel(failure);
    if (unread >= 0) {
      cancelled = true;
      measure.finished(failure);
      readAhead.forgetUnread(unread);
    }
  }
}
