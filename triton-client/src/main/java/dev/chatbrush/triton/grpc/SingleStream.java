package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import dev.chatbrush.triton.grpc.message.Failures;
import dev.chatbrush.triton.grpc.message.Methods;
import dev.chatbrush.triton.grpc.message.WireMessages;
import dev.chatbrush.triton.grpc.waiting.AnswerQueue;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest;
import dev.chatbrush.triton.grpc.wire.ModelStreamInferResponse;
import io.grpc.Status;
import java.util.Optional;

/** One decoupled request on a connection stream of its own. */
final class SingleStream implements InferenceStream, CallHandler<ModelStreamInferResponse> {
  private final Transport transport;
  private final InferRequest request;
  private final String name;
  private final AnswerQueue queue;
  private final MessageCall<ModelInferRequest, ModelStreamInferResponse> call;
  private final CallMeasure measure;
  private volatile boolean cancelled;

  private SingleStream(Transport transport, InferRequest request, CallSetup setup) {
    this.transport = transport;
    this.request = request;
    this.name = "stream of " + request.model();
    this.queue = new AnswerQueue(name);
    this.measure = CallMeasure.start(transport.config(), "stream", request);
    this.call =
        new MessageCall<>(
            transport,
            Methods.STREAM_INFER,
            WireMessages.streamed(request, request.id()),
            setup,
            transport.config().readAhead(),
            this);
  }

  static SingleStream start(Transport transport, InferRequest request, CallSetup setup) {
    transport.admit("stream of " + request.model());
    SingleStream stream = new SingleStream(transport, request, setup);
    stream.call.start();
    return stream;
  }

  @Override
  public Optional<InferResponse> next() {
    try {
      Optional<InferResponse> answer = queue.take();
      answer.ifPresent(taken -> call.request(1));
      return answer;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      cancel("the reading thread was interrupted");
      throw queue.cancelled("the reading thread was interrupted");
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

  @Override
  public void message(ModelStreamInferResponse message) {
    try {
      if (!message.getErrorMessage().isEmpty()) {
        end(Failures.fromText(message.getErrorMessage()));
        return;
      }
      InferResponse answer = WireMessages.streamed(message.getInferResponse(), request);
      if (answer.isFinal() && answer.isEmpty()) {
        end(null);
        return;
      }
      measure.answered(answer);
      queue.add(answer);
      if (answer.isFinal()) {
        end(null);
      }
    } catch (InferenceException malformed) {
      end(malformed);
    }
  }

  @Override
  public void closed(Status status) {
    InferenceException failure = transport.ended(status, name);
    end(
        failure != null
            ? failure
            : new UnexpectedResponseException(
                name + ": the server ended the stream before its final answer"));
  }

  /** Null for a good end. Only the first end counts. */
  private void end(InferenceException failure) {
    boolean first = failure == null ? queue.finish() : queue.fail(failure);
    if (first) {
      measure.finished(failure);
      call.request(1); // lets the server's own end of the stream come through
    }
  }

  private void cancel(String reason) {
    CancelledException failure = queue.cancelled(reason);
    if (queue.cancel(failure) >= 0) {
      cancelled = true;
      measure.finished(failure);
      call.cancel(reason);
    }
  }
}
