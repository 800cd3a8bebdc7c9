package dev.chatbrush.agent.catalogue;

import dev.chatbrush.calls.CallGuard;
import dev.chatbrush.calls.triton.TritonConfig;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.error.ServerUnavailableException;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Streams of Triton's tools behind one breaker, which counts only that no server was met: that one
 * tool is slow says nothing about the others. Nothing is asked for again here, for only the edit
 * knows what the person has seen already. Thread-safe.
 */
@Singleton
public final class GuardedTriton {
  private final InferenceClient client;
  private final CallGuard guard;

  public GuardedTriton(InferenceClient client, TritonConfig config) {
    this.client = client;
    this.guard =
        CallGuard.once("triton.edit", config.guard(), ServerUnavailableException.class::isInstance);
  }

  /** What {@code reader} makes of the answers; the stream is closed after it. */
  public <T> T stream(InferRequest request, Function<InferenceStream, T> reader) {
    try {
      return guard.call(
          () -> {
            try (InferenceStream stream = client.stream(request)) {
              return reader.apply(stream);
            }
          });
    } catch (CircuitBreakerOpenException open) {
      throw new ServerUnavailableException(
          "no server answered lately, so this call was not tried", open);
    }
  }
}
