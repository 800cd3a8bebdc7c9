package dev.chatbrush.triton.telemetry;

import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.error.CancelledException;
import java.util.Optional;

/** A stream whose span ends with the last answer, the failure or the cancel that comes first. */
final class TracedStream implements InferenceStream {
  private final InferenceStream stream;
  private final CallSpan span;
  private int answers;

  TracedStream(InferenceStream stream, CallSpan span) {
    this.stream = stream;
    this.span = span;
  }

  @Override
  public Optional<InferResponse> next() {
    try {
      Optional<InferResponse> answer = stream.next();
      if (answer.isPresent()) {
        answers++;
      } else {
        span.answers(answers);
        span.end(null);
      }
      return answer;
    } catch (RuntimeException failure) {
      span.answers(answers);
      span.end(failure);
      throw failure;
    }
  }

  @Override
  public void cancel() {
    stream.cancel();
    end();
  }

  @Override
  public boolean isCancelled() {
    return stream.isCancelled();
  }

  @Override
  public void close() {
    stream.close();
    end();
  }

  /** Does nothing where the last answer or a failure was read before. */
  private void end() {
    span.end(stream.isCancelled() ? new CancelledException("the caller cancelled") : null);
  }
}
