package dev.chatbrush.gateway.turn;

import dev.chatbrush.gateway.owner.Owner;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Work that waits, handed out in turns: to the owner of whose work the least runs, and of equals to
 * the one whose last ended longest ago. How much of it anyone has waiting delays nobody else.
 * Thread-safe.
 */
public final class Turns {
  /** Whose last ended longest ago comes first. */
  private final Map<Owner, Deque<Runnable>> waiting = new LinkedHashMap<>();

  private final Map<Owner, Integer> running = new HashMap<>();

  public synchronized void add(Owner owner, Runnable work) {
    waiting.computeIfAbsent(owner, first -> new ArrayDeque<>()).add(work);
  }

  /** The next one, to be run; there must be one. */
  public synchronized Runnable next() {
    Owner owner = next(waiting, running);
    Deque<Runnable> works = waiting.get(owner);
    Runnable work = works.remove();
    if (works.isEmpty()) {
      waiting.remove(owner);
    }
    running.merge(owner, 1, Integer::sum);
    return () -> {
      try {
        work.run();
      } finally {
        ended(owner);
      }
    };
  }

  private static Owner next(Map<Owner, Deque<Runnable>> waiting, Map<Owner, Integer> running) {
    return waiting.keySet().stream()
        .min(Comparator.comparingInt(one -> running.getOrDefault(one, 0)))
        .orElseThrow();
  }

  /**
   * How many of those that wait now come before that one, while nobody adds any and none ends;
   * empty where it does not wait.
   */
  public synchronized OptionalInt ahead(Runnable work) {
    Map<Owner, Deque<Runnable>> left = new LinkedHashMap<>();
    waiting.forEach((owner, works) -> left.put(owner, new ArrayDeque<>(works)));
    Map<Owner, Integer> begun = new HashMap<>(running);
    for (int before = 0; !left.isEmpty(); before++) {
      Owner owner = next(left, begun);
      if (left.get(owner).remove() == work) {
        return OptionalInt.of(before);
      }
      begun.merge(owner, 1, Integer::sum);
      left.computeIfPresent(owner, (one, works) -> works.isEmpty() ? null : works);
    }
    return OptionalInt.empty();
  }

  private synchronized void ended(Owner owner) {
    running.computeIfPresent(owner, (one, count) -> count == 1 ? null : count - 1);
    Deque<Runnable> works = waiting.remove(owner);
    if (works != null) {
      waiting.put(owner, works); // behind all others
    }
  }
}
