package dev.chatbrush.gateway.rate;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.owner.Caller;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * How often each owner may call: a bucket of tokens each, which fills evenly. Whoever comes with
 * links alone shares each one's bucket with all who have it: a call counts in all of them, and is
 * refused where one is empty, for callers choose which links they show together. Thread-safe.
 */
@ApplicationScoped
public class CallRates {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Above so many, those that are full are forgotten: a new one is as full. */
  private static final int MANY = 10_000;

  private static final Comparator<ConsumptionProbe> TIGHTEST_FIRST =
      Comparator.comparing(ConsumptionProbe::isConsumed)
          .thenComparing(ConsumptionProbe::getNanosToWaitForRefill, Comparator.reverseOrder())
          .thenComparing(ConsumptionProbe::getRemainingTokens);

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final int most;
  private final TimeMeter time;

  @Inject
  public CallRates(RateConfig config) {
    this(config.callsPerMinute(), TimeMeter.SYSTEM_NANOTIME);
  }

  CallRates(int most, TimeMeter time) {
    this.most = most;
    this.time = time;
  }

  /**
   * Counts a call; fails with RATE_EXCEEDED.
   *
   * @param header takes what is told of it: {@code RateLimit} and its policy, as
   *     draft-ietf-httpapi-ratelimit-headers-10 has them
   */
  public void count(Caller caller, BiConsumer<String, String> header) {
    if (most == 0) {
      return;
    }
    if (buckets.size() > MANY) {
      buckets.values().removeIf(bucket -> bucket.getAvailableTokens() == most);
    }
    ConsumptionProbe found =
        names(caller)
            .map(name -> buckets.computeIfAbsent(name, ignored -> newBucket()))
            .map(bucket -> bucket.tryConsumeAndReturnRemaining(1))
            .min(TIGHTEST_FIRST)
            .orElseThrow();
    header.accept("RateLimit-Policy", "\"calls\";q=%d;w=%d".formatted(most, WINDOW.toSeconds()));
    header.accept(
        "RateLimit",
        "\"calls\";r=%d;t=%d"
            .formatted(found.getRemainingTokens(), seconds(found.getNanosToWaitForReset())));
    if (!found.isConsumed()) {
      throw tooMany(seconds(found.getNanosToWaitForRefill()));
    }
  }

  private EditorException tooMany(long wait) {
    return new EditorException(
        ProblemCode.RATE_EXCEEDED,
        "You may call %d times a minute. Go on in %d s.".formatted(most, wait),
        Map.of(Problem.RETRY_FIELD, wait));
  }

  /** Of a caller's buckets. */
  private static Stream<String> names(Caller caller) {
    if (caller.owner() != null) {
      return Stream.of("owner " + caller.owner());
    }
    return caller.shared().isEmpty()
        ? Stream.of("no link")
        : caller.shared().keySet().stream().map(session -> "link to " + session);
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(most).refillGreedy(most, WINDOW))
        .withCustomTimePrecision(time)
        .build();
  }

  /** Rounded up: who comes back then must not be too early. */
  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
  }
}
