package dev.chatbrush.mask.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Times the parts of one request; for one thread at a time. */
public final class PartTimer {
  private final Map<String, Double> millis = new LinkedHashMap<>();

  public <T> T time(String part, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    add(part, start);
    return result;
  }

  /** Adds the time since {@code startNanos}. */
  public void add(String part, long startNanos) {
    millis.merge(part, (System.nanoTime() - startNanos) / 1e6, Double::sum);
  }

  public void addAll(Map<String, Double> others) {
    millis.putAll(others);
  }

  /** Milliseconds by part. */
  public Map<String, Double> millis() {
    return Map.copyOf(millis);
  }
}
