package dev.chatbrush.mask.inference;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.error.DeadlineExceededException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Calls to Triton behind a breaker each, so that slow encodes do not shut the door on clicks. The
 * request's own timeout comes first; {@code @Timeout} stands behind it. A call that finds no server
 * is two failures, for it is tried twice: four in a row open the breaker, a single bad moment does
 * not. Interrupting the thread withdraws the call.
 */
@ApplicationScoped
public class GuardedInference {
  private final InferenceClient client;

  public GuardedInference(InferenceClient client) {
    this.client = client;
  }

  /** A picture into its embedding. */
  @Timeout(value = 90, unit = ChronoUnit.SECONDS)
  @Retry(maxRetries = 1, delay = 100, jitter = 50, retryOn = ServerUnavailableException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 8,
      failureRatio = 0.75,
      delay = 2000,
      failOn = {
        ServerUnavailableException.class,
        DeadlineExceededException.class,
        TimeoutException.class
      })
  public InferResponse encode(InferRequest request) {
    return client.infer(request);
  }

  /** Points and a box into masks. */
  @Timeout(value = 20, unit = ChronoUnit.SECONDS)
  @Retry(maxRetries = 1, delay = 50, jitter = 25, retryOn = ServerUnavailableException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 8,
      failureRatio = 0.75,
      delay = 2000,
      failOn = {
        ServerUnavailableException.class,
        DeadlineExceededException.class,
        TimeoutException.class
      })
  public InferResponse decode(InferRequest request) {
    return client.infer(request);
  }
}
