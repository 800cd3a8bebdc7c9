package dev.chatbrush.triton.grpc;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Resolves a fixed list of servers, {@code address-list:///host:port,host:port}. Each server is one
 * group, however many addresses its name has, so that round robin goes over servers; and each keeps
 * its own authority, so that TLS checks the name of the server at hand.
 */
final class AddressListResolver extends NameResolver {
  static final String SCHEME = "address-list";

  private final List<String> servers;
  private final Executor executor;
  private Listener2 listener;

  private AddressListResolver(List<String> servers, Executor executor) {
    this.servers = servers;
    this.executor = executor;
  }

  static String target(List<String> servers) {
    return SCHEME + ":///" + String.join(",", servers);
  }

  @Override
  public String getServiceAuthority() {
    return servers.get(0);
  }

  @Override
  public void start(Listener2 newListener) {
    listener = newListener;
    refresh();
  }

  @Override
  public void refresh() {
    executor.execute(this::resolve);
  }

  @Override
  public void shutdown() {}

  private void resolve() {
    List<EquivalentAddressGroup> groups = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String server : servers) {
      try {
        groups.add(group(server));
      } catch (UnknownHostException noAddress) {
        unknown.add(server);
      }
    }
    StatusOr<List<EquivalentAddressGroup>> result =
        groups.isEmpty()
            ? StatusOr.fromStatus(
                Status.UNAVAILABLE.withDescription("no address is known for " + unknown))
            : StatusOr.fromValue(groups);
    listener.onResult(ResolutionResult.newBuilder().setAddressesOrError(result).build());
  }

  private static EquivalentAddressGroup group(String server) throws UnknownHostException {
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
    int port = Integer.parseInt(server.substring(colon + 1));
    List<SocketAddress> addresses = new ArrayList<>();
    for (InetAddress address : InetAddress.getAllByName(host)) {
      addresses.add(new InetSocketAddress(address, port));
    }
    Attributes attributes =
        Attributes.newBuilder().set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, server).build();
    return new EquivalentAddressGroup(addresses, attributes);
  }

  /** Makes resolvers for {@link #SCHEME}. */
  static final class Provider extends NameResolverProvider {
    @Override
    public NameResolver newNameResolver(URI uri, NameResolver.Args args) {
      if (!SCHEME.equals(uri.getScheme())) {
        return null;
      }
      Executor offload = args.getOffloadExecutor();
      List<String> servers = Arrays.asList(uri.getPath().substring(1).split(","));
      return new AddressListResolver(servers, offload == null ? Runnable::run : offload);
    }

    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return 5;
    }

    @Override
    public String getDefaultScheme() {
      return SCHEME;
    }
  }
}
