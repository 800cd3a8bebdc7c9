package dev.chatbrush.triton;

import java.time.Duration;

/**
 * Counters of a model since the server started.
 *
 * @param name folder name in the repository
 * @param version version, or empty when several were summed
 * @param inferences answered samples; a batch of n counts n
 * @param executions runs of the model; fewer than inferences when batching works
 * @param success requests that were answered
 * @param failure requests that failed
 * @param queue time that requests waited
 * @param compute time that the model itself took
 */
public record ModelStatistics(
    String name,
    String version,
    long inferences,
    long executions,
    Counter success,
    Counter failure,
    Counter queue,
    Counter compute) {

  /**
   * How often, and how long together.
   *
   * @param count events
   * @param total time over all events
   */
  public record Counter(long count, Duration total) {
    Counter plus(Counter other) {
      return new Counter(count + other.count, total.plus(other.total));
    }
  }

  /** The sum with another version's counters. */
  public ModelStatistics plus(ModelStatistics other) {
    return new ModelStatistics(
        name,
        "",
        inferences + other.inferences,
        executions + other.executions,
        success.plus(other.success),
        failure.plus(other.failure),
        queue.plus(other.queue),
        compute.plus(other.compute));
  }
}
