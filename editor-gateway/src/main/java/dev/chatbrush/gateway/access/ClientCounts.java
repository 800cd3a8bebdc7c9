package dev.chatbrush.gateway.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many things each client has under way, up to a limit. Thread-safe. */
final class ClientCounts {
  private static final int IPV6_NETWORK_BYTES = 8;

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final int limit;

  ClientCounts(int limit) {
    this.limit = limit;
  }

  /** Whether there was room for one more; then {@link #leave} must follow. */
  boolean enter(String client) {
    boolean[] entered = {false};
    counts.compute(
        client,
        (name, count) -> {
          int before = count == null ? 0 : count;
          entered[0] = before < limit;
          return entered[0] ? Integer.valueOf(before + 1) : count;
        });
    return entered[0];
  }

  void leave(String client) {
    counts.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
  }

  /** An address; of IPv6 its network of 64 bits, which is what one subscriber has. */
  static String client(SocketAddress remote) {
    return remote instanceof InetSocketAddress at && at.getAddress() != null
        ? client(at.getAddress())
        : String.valueOf(remote);
  }

  private static String client(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length > 4
        ? Arrays.toString(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
        : address.getHostAddress();
  }
}
