package dev.chatbrush.gateway.edit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last previews of one edit, as agent-service made them, in memory. Thread-safe. */
public final class Previews {
  private static final int KEPT = 3;

  private final Map<Integer, byte[]> bySerial = new LinkedHashMap<>();
  private int serial;

  /** Keeps one and gives the number under which it is found. */
  synchronized int add(byte[] file) {
    bySerial.put(++serial, file);
    if (bySerial.size() > KEPT) {
      bySerial.remove(serial - KEPT);
    }
    return serial;
  }

  /**
   * @param number 0 = the newest
   */
  public synchronized Optional<byte[]> find(int number) {
    return Optional.ofNullable(bySerial.get(number == 0 ? serial : number));
  }

  synchronized void clear() {
    bySerial.clear();
  }
}
