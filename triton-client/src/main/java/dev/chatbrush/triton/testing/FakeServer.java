package dev.chatbrush.triton.testing;

import dev.chatbrush.triton.grpc.ClientConfig;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;

/** The socket, the threads and the services of one fake server. Thread-safe. */
final class FakeServer implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 100;

  private final FakeTls tls;
  private final Connections connections = new Connections();
  private final EventLoopGroup network = new NioEventLoopGroup(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final FakeRegions regions = new FakeRegions();
  private final FakeInference inference;
  private final FakeControl control;
  private Server server;
  private int port;

  FakeServer(FakeRepository repository, FakeTls tls) {
    this.tls = tls;
    this.inference = new FakeInference(repository, regions, threads);
    this.control = new FakeControl(repository, regions, inference);
  }

  FakeInference inference() {
    return inference;
  }

  FakeControl control() {
    return control;
  }

  Connections connections() {
    return connections;
  }

  synchronized int port() {
    return port;
  }

  /** Listens on the port of before, or on a free one at first. */
  synchronized void start() {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
            .channelFactory(connections::listen)
            .bossEventLoopGroup(network)
            .workerEventLoopGroup(network)
            .executor(threads)
            .maxInboundMessageSize(ClientConfig.DEFAULT_MAX_MESSAGE_BYTES)
            .intercept(new HeaderCapture(connections))
            .addService(control);
    if (tls != null) {
      builder.sslContext(sslContext(tls));
    }
    server = listen(builder);
    port = server.getPort();
  }

  /** A port that was just given back is free only at the next turn of the network's selector. */
  private Server listen(NettyServerBuilder builder) {
    IOException last = null;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        return builder.build().start();
      } catch (IOException cannotListen) {
        last = cannotListen;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
    throw new UncheckedIOException("the fake server cannot listen on port " + port, last);
  }

  synchronized void stop() {
    regions.clear();
    server.shutdownNow();
    connections.cutAll();
    try {
      if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the fake server did not stop within 10 s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    threads.shutdownNow();
    awaitThreads(); // they still write to the network
    network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private void awaitThreads() {
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a fake model's behaviour does not heed interruption");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static SslContext sslContext(FakeTls tls) {
    SslContextBuilder builder =
        GrpcSslContexts.forServer(tls.certificateChain().toFile(), tls.privateKey().toFile());
    tls.clientTrust()
        .ifPresent(trust -> builder.trustManager(trust.toFile()).clientAuth(ClientAuth.REQUIRE));
    try {
      return builder.build();
    } catch (SSLException invalid) {
      throw new IllegalArgumentException(
          "expected PEM files with a certificate and a PKCS#8 key, found " + tls, invalid);
    }
  }
}
