package dev.chatbrush.agent.catalogue;

import dev.chatbrush.calls.CallGuard;
import dev.chatbrush.calls.triton.TritonConfig;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.shared.RegionOffers;
import dev.chatbrush.triton.shared.SharedStreams;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Streams of Triton's tools, whose pictures go by shared memory where the two have any, behind one
 * breaker, which counts only that no server was met: that one tool is slow says nothing about the
 * others. Nothing is asked for again here, for only the edit knows what the person has seen
 * already. Thread-safe.
 */
@Singleton
public final class GuardedTriton {
  private final SharedStreams streams;
  private final CallGuard guard;

  /**
   * @param port tells this service from others on the machine, and is its own after a new start too
   */
  @Inject
  public GuardedTriton(
      InferenceClient client,
      TritonConfig config,
      TransferConfig transfer,
      @ConfigProperty(name = "quarkus.grpc.server.port") int port) {
    RegionOffers offers = new RegionOffers(client, config.target(), "chatbrush-edit-" + port);
    this.streams = new SharedStreams(client, offers, transfer.shared().asLongValue());
    this.guard =
        CallGuard.once("triton.edit", config.guard(), ServerUnavailableException.class::isInstance);
  }

  /** What {@code reader} makes of the answers; the stream is closed after it. */
  public <T> T stream(InferRequest request, Function<InferenceStream, T> reader) {
    try {
      return guard.call(
          () -> {
            try (InferenceStream stream = streams.stream(request)) {
              return reader.apply(stream);
            }
          });
    } catch (CircuitBreakerOpenException open) {
      throw new ServerUnavailableException(
          "no server answered lately, so this call was not tried", open, false);
    }
  }

  @PreDestroy
  void close() {
    streams.close();
  }
}
