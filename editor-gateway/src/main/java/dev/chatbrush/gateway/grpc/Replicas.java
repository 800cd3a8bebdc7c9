package dev.chatbrush.gateway.grpc;

import com.google.common.util.concurrent.ListenableFuture;
import dev.chatbrush.contracts.wire.MessageSize;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.StatusRuntimeException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The replicas of one service. Calls with the same key go to the same replica while it lives, so
 * that what it has prepared for the key is prepared once; when it cannot be reached or says
 * nothing, the next one is asked. A name that stands for several addresses (a headless service)
 * counts as several replicas and is looked up again every {@value #LOOK_UP_SECONDS} seconds.
 * Thread-safe.
 */
public final class Replicas implements AutoCloseable {
  private static final int LOOK_UP_SECONDS = 10;

  private final String service;
  private final List<HostAndPort> targets;
  private final List<ClientInterceptor> interceptors;
  private final Map<String, Replica> replicas = new ConcurrentHashMap<>();
  private volatile List<String> addresses = List.of();
  private volatile long lookedUpNanos;

  /**
   * @param service its name in sentences for people
   * @param targets each {@code host:port}
   * @param interceptors stand before every call
   */
  public Replicas(String service, List<String> targets, List<ClientInterceptor> interceptors) {
    this.service = service;
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
   * Calls the key's replica; where it cannot be reached, is silent or leaves, the next one.
   *
   * @throws StatusRuntimeException of the last replica, or as the service answered
   * @throws UnavailableException when all are silent
   */
  public <R> R ask(String key, Function<Channel, R> call) {
    StatusRuntimeException last = null;
    for (String address : Rendezvous.order(key, current())) {
      Replica replica = replica(address);
      if (replica.isSilent()) {
        continue;
      }
      try {
        return replica.ask(call);
      } catch (StatusRuntimeException e) {
        if (!RemoteProblems.isUnreachable(e) && !RemoteProblems.isLeaving(e)) {
          throw e;
        }
        last = replica.isSilent() ? last : e;
      }
    }
    if (last == null) {
      throw UnavailableException.notTried(service); // no failure of a call: no breaker counts it
    }
    throw last;
  }

  /**
   * Asks all replicas at once how they are, and so finds out which are silent.
   *
   * @param question has a deadline; a replica answers it whatever else it has to do
   * @return what those say who answer
   */
  public <R> List<R> look(Function<Channel, ListenableFuture<R>> question) {
    Map<Replica, ListenableFuture<R>> asked = new LinkedHashMap<>();
    for (String address : current()) {
      Replica replica = replica(address);
      asked.put(replica, question.apply(replica.channel()));
    }
    List<R> answers = new ArrayList<>();
    asked.forEach((replica, answer) -> replica.hear(answer).ifPresent(answers::add));
    return answers;
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
    for (String address : new ArrayList<>(replicas.keySet())) {
      if (!known.contains(address)) {
        Replica gone = replicas.remove(address);
        if (gone != null) {
          gone.shutdown();
        }
      }
    }
  }

  private Replica replica(String address) {
    return replicas.computeIfAbsent(
        address,
        target ->
            new Replica(
                Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                    .maxInboundMessageSize(MessageSize.MAX_BYTES)
                    .keepAliveTime(30, TimeUnit.SECONDS)
                    .intercept(interceptors)
                    .build()));
  }

  @Override
  public void close() {
    replicas.values().forEach(Replica::shutdownNow);
    replicas.clear();
  }
}
