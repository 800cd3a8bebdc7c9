package dev.chatbrush.calls;

import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The one guard of one remote call: a circuit breaker and, for calls that may be repeated, a retry.
 * It sets no time limit, for the call's own deadline is one. Runs on the calling thread;
 * interrupting that withdraws the call. Thread-safe.
 */
public final class CallGuard {
  private final Guard guard;

  private CallGuard(Guard guard) {
    this.guard = guard;
  }

  /**
   * For calls that may be made again.
   *
   * @param name in metrics, such as {@code triton.decode}
   * @param fault whether a failure lies with the server; only those count
   * @param again whether the call may work when it is made once more
   */
  public static CallGuard repeating(
      String name, GuardConfig config, Predicate<Throwable> fault, Predicate<Throwable> again) {
    Guard.Builder builder = breaker(name, config, fault);
    if (config.retries() > 0) {
      builder
          .withRetry()
          .maxRetries(config.retries())
          .maxDuration(0, ChronoUnit.MILLIS) // none: the deadline ends it
          .delay(config.pause().toMillis(), ChronoUnit.MILLIS)
          .jitter(config.pause().dividedBy(2).toMillis(), ChronoUnit.MILLIS)
          .whenException(again)
          .done();
    }
    return new CallGuard(builder.build());
  }

  /** For calls that only their caller can repeat; see {@link #repeating}. */
  public static CallGuard once(String name, GuardConfig config, Predicate<Throwable> fault) {
    return new CallGuard(breaker(name, config, fault).build());
  }

  private static Guard.Builder breaker(
      String name, GuardConfig config, Predicate<Throwable> fault) {
    BreakerGauge breaker = BreakerGauge.of(name);
    return Guard.create()
        .withDescription(name)
        .withCircuitBreaker()
        .requestVolumeThreshold(config.window())
        .failureRatio(config.failureRatio())
        .delay(positive(name, config.rest()).toMillis(), ChronoUnit.MILLIS)
        .when(fault)
        .onStateChange(breaker)
        .name(name + " " + UUID.randomUUID()) // known to CircuitBreakerMaintenance; must be its own
        .done();
  }

  /**
   * Makes the call, or throws what it threw last.
   *
   * @throws CircuitBreakerOpenException when it was not made, since others failed lately
   */
  public <T> T call(Supplier<T> call) {
    try {
      @SuppressWarnings("unchecked") // it gives back what the call gave
      T answer = (T) guard.call(call::get, Object.class);
      return answer;
    } catch (RuntimeException failure) {
      throw failure;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted before the call was made again");
    } catch (Exception impossible) {
      throw new IllegalStateException("a supplier throws nothing checked", impossible);
    }
  }

  private static Duration positive(String name, Duration rest) {
    if (rest.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the rest of the guard %s must be at least 1 ms, found %s".formatted(name, rest));
    }
    return rest;
  }
}
