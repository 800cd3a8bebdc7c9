package dev.chatbrush.triton.grpc;

import io.grpc.ManagedChannel;
import io.grpc.NameResolverRegistry;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Builds the one channel of a client from its configuration. */
final class Channels {
  private static final Pattern HOST_PORT = Pattern.compile("(\\[[^\\]]+\\]|[^:/\\s]+):\\d{1,5}");

  // Lets a 16 MB tensor come in without waiting for window updates; costs memory only when filled.
  private static final int FLOW_CONTROL_WINDOW = 8 * 1024 * 1024;

  static {
    NameResolverRegistry.getDefaultRegistry().register(new AddressListResolver.Provider());
  }

  private Channels() {}

  static ManagedChannel open(ClientConfig config, Executor executor) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forTarget(target(config.targets()))
            .defaultLoadBalancingPolicy("round_robin")
            .executor(executor)
            .disableRetry() // the caller knows what may run twice; and no copy of a request is kept
            .flowControlWindow(FLOW_CONTROL_WINDOW)
            .maxInboundMessageSize(config.maxMessageBytes())
            .keepAliveTime(config.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
            .withOption(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) config.connectTimeout().toMillis());
    config.tls().ifPresentOrElse(tls -> builder.sslContext(sslContext(tls)), builder::usePlaintext);
    return builder.build();
  }

  private static String target(List<String> targets) {
    if (targets.size() == 1 && targets.get(0).startsWith("dns:///")) {
      return targets.get(0);
    }
    for (String target : targets) {
      if (!HOST_PORT.matcher(target).matches()) {
        throw new IllegalArgumentException(
            "expected an address host:port or dns:///host:port, found '%s'".formatted(target));
      }
    }
    return AddressListResolver.target(targets);
  }

  private static SslContext sslContext(TlsConfig tls) {
    SslContextBuilder builder = GrpcSslContexts.forClient();
    tls.trust().ifPresent(file -> builder.trustManager(file.toFile()));
    tls.certificateChain()
        .ifPresent(
            chain -> builder.keyManager(chain.toFile(), tls.privateKey().orElseThrow().toFile()));
    try {
      return builder.build();
    } catch (SSLException invalid) {
      throw new IllegalArgumentException(
          "expected PEM certificates and a PKCS#8 key in %s; reading them failed: %s"
              .formatted(tls, invalid.getMessage()),
          invalid);
    }
  }
}
