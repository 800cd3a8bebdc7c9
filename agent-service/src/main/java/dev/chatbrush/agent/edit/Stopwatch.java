package dev.chatbrush.agent.edit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Times the parts of one edit. Not thread-safe. */
final class Stopwatch {
  private final Map<String, Double> millis = new LinkedHashMap<>();
  private long last = System.nanoTime();

  /** Adds the time since the last lap to that part. */
  void lap(String part) {
    long now = System.nanoTime();
    millis.merge(part, (now - last) / 1e6, Double::sum);
    last = now;
  }

  Map<String, Double> millis() {
    return Map.copyOf(millis);
  }
}
