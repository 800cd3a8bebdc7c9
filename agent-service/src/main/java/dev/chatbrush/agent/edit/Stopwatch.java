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

  /** Adds time that was spent before. */
  void add(String part, double spent) {
    millis.merge(part, spent, Double::sum);
  }

  /** Counts {@code spent} milliseconds of {@code from} as part {@code to}. */
  void move(String from, String to, double spent) {
    add(from, -spent);
    add(to, spent);
  }

  Map<String, Double> millis() {
    return Map.copyOf(millis);
  }
}
