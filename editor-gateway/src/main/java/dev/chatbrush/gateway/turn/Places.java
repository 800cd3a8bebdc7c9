package dev.chatbrush.gateway.turn;

import dev.chatbrush.gateway.owner.Owner;
import java.util.HashMap;
import java.util.Map;

/**
 * Places for edits that run or wait: so many in all, and of one owner fewer, so that others find
 * some. Thread-safe.
 */
public final class Places {
  private final Map<Owner, Integer> taken = new HashMap<>();
  private final int most;
  private final int mostOfOne;
  private int all;

  public Places(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /** Takes one; false where there is none. */
  public synchronized boolean take(Owner owner) {
    int own = taken.getOrDefault(owner, 0);
    if (all == most || own >= mostOfOne) {
      return false;
    }
    taken.put(owner, own + 1);
    all++;
    return true;
  }

  public synchronized void give(Owner owner) {
    taken.computeIfPresent(owner, (one, count) -> count == 1 ? null : count - 1);
    all--;
  }
}
