package dev.chatbrush.gateway.access;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts a {@link ConnectionGuard} into each connection. Quarkus lets nobody look at a connection
 * before its first request, so the listening channel is reached through the first request that a
 * server gets; the connections since then are guarded.
 */
@ApplicationScoped
public class Newcomers {
  private final Set<ChannelId> guarded = ConcurrentHashMap.newKeySet();
  private final ConnectionRules rules;

  public Newcomers(ConnectionRules rules) {
    this.rules = rules;
  }

  /** Guards what connects to the same server from now on. */
  void guardServerOf(HttpConnection connection) {
    Channel server = ((ConnectionBase) connection).channel().parent();
    if (server != null && guarded.add(server.id())) {
      server.pipeline().addFirst(new Door());
    }
  }

  /** Sees connections as the listening channel accepts them. */
  @ChannelHandler.Sharable
  private final class Door extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      ((Channel) accepted).pipeline().addFirst(new ConnectionGuard(rules));
      context.fireChannelRead(accepted);
    }
  }
}
