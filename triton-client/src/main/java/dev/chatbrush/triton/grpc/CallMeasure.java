package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.grpc.message.WireMessages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Counts one inference call for the observers. Thread-safe. */
final class CallMeasure {
  private final List<CallObserver> observers;
  private final String method;
  private final InferRequest request;
  private final long startNanos = System.nanoTime();
  private long receivedBytes;
  private int answers;

  private CallMeasure(List<CallObserver> observers, String method, InferRequest request) {
    this.observers = observers;
    this.method = method;
    this.request = request;
  }

  static CallMeasure start(ClientConfig config, String method, InferRequest request) {
    return new CallMeasure(config.observers(), method, request);
  }

  synchronized void answered(InferResponse answer) {
    answers++;
    receivedBytes += WireMessages.dataBytes(answer.outputs().values());
  }

  /** Null for a call that went well. */
  synchronized void finished(InferenceException failure) {
    if (observers.isEmpty()) {
      return;
    }
    CallObserver.Call call =
        new CallObserver.Call(
            request.model().name(),
            method,
            Duration.ofNanos(System.nanoTime() - startNanos),
            request.sentBytes(),
            receivedBytes,
            answers,
            Optional.ofNullable(failure));
    observers.forEach(observer -> observer.callFinished(call));
  }
}
