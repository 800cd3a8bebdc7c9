package dev.chatbrush.gateway.grpc;

import dev.chatbrush.contracts.wire.MessageSize;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The replicas of one service. Calls with the same key go to the same replica while it lives, so
 * that what it has prepared for the key is prepared once; when it cannot be reached the next one is
 * asked. A name that stands for several addresses (a headless service) counts as several replicas
 * and is looked up again every {@value #LOOK_UP_SECONDS} seconds. Thread-safe.
 */
public final class Replicas implements AutoCloseable {
  private static final int LOOK_UP_SECONDS = 10;

  private final List<HostAndPort> targets;
  private final List<ClientInterceptor> interceptors;
  private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();
  private volatile List<String> addresses = List.of();
  private volatile long lookedUpNanos;

  /**
   * @param targets each {@code host:port}
   * @param interceptors stand before every call
   */
  public Replicas(List<String> targets, List<ClientInterceptor> interceptors) {
    this.interceptors = List.copyOf(interceptors);
    this.targets = targets.stream().map(HostAndPort::parse).toList();
  }

  private record HostAndPort(String host, int port) {
    static HostAndPort parse(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
        throw new IllegalArgumentException(
            "expected host:port of a service's replica, found '%s'".formatted(text));
      }
      return new HostAndPort(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** A name that cannot be looked up now stays as it is: the call says what is wrong. */
    Stream<String> addresses() {
      try {
        return Arrays.stream(InetAddress.getAllByName(host.replaceAll("[\\[\\]]", "")))
            .map(address -> literal(address) + ":" + port);
      } catch (UnknownHostException e) {
        return Stream.of(host + ":" + port);
      }
    }

    private static String literal(InetAddress address) {
      String text = address.getHostAddress();
      return text.contains(":") ? "[" + text + "]" : text;
    }
  }

  /**
   * Calls the key's replica; where it cannot be reached, the next one.
   *
   * @throws StatusRuntimeException of the last replica, or as the service answered
   */
  public <R> R ask(String key, Function<Channel, R> call) {
    List<String> order = Rendezvous.order(key, current());
    for (String address : order.subList(0, order.size() - 1)) {
      try {
        return call.apply(channel(address));
      } catch (StatusRuntimeException e) {
        if (!RemoteProblems.isUnreachable(e)) {
          throw e;
        }
      }
    }
    return call.apply(channel(order.get(order.size() - 1)));
  }

  /** Ends the pauses between tries to connect: somebody wants to know now who is back. */
  public void connectNow() {
    channels.values().forEach(ManagedChannel::resetConnectBackoff);
  }

  private List<String> current() {
    long now = System.nanoTime();
    List<String> known = addresses;
    if (known.isEmpty() || now - lookedUpNanos > TimeUnit.SECONDS.toNanos(LOOK_UP_SECONDS)) {
      known = targets.stream().flatMap(HostAndPort::addresses).distinct().toList();
      lookedUpNanos = now;
      addresses = known;
      forgetAllBut(new HashSet<>(known));
    }
    return known;
  }

  private void forgetAllBut(Set<String> known) {
    for (String address : new ArrayList<>(channels.keySet())) {
      if (!known.contains(address)) {
        ManagedChannel gone = channels.remove(address);
        if (gone != null) {
          gone.shutdown(); // calls that run there go on
        }
      }
    }
  }

  private ManagedChannel channel(String address) {
    return channels.computeIfAbsent(
        address,
        target ->
            Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .maxInboundMessageSize(MessageSize.MAX_BYTES)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .intercept(interceptors)
                .build());
  }

  @Override
  public void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
    channels.clear();
  }
}
