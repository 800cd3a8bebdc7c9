package dev.chatbrush.triton.testing;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The TCP connections of the fake server, so that they can be reset as by a crash. Thread-safe. */
final class Connections {
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  /** A listening socket that notes what it accepts. */
  NioServerSocketChannel listen() {
    return new NioServerSocketChannel() {
      @Override
      protected int doReadMessages(List<Object> accepted) throws Exception {
        int count = super.doReadMessages(accepted);
        accepted.forEach(channel -> add((SocketChannel) channel));
        return count;
      }
    };
  }

  void cut(SocketAddress peer) {
    open.stream().filter(channel -> peer.equals(channel.remoteAddress())).forEach(this::reset);
  }

  void cutAll() {
    open.forEach(this::reset);
  }

  int count() {
    return open.size();
  }

  private void add(SocketChannel channel) {
    open.add(channel);
    channel.closeFuture().addListener(closed -> open.remove(channel));
  }

  /** Closes with a reset (RST), not with the polite end of HTTP/2. */
  private void reset(Channel channel) {
    channel.eventLoop().execute(() -> resetNow((SocketChannel) channel));
  }

  private static void resetNow(SocketChannel channel) {
    if (channel.isOpen()) {
      channel.config().setSoLinger(0);
      channel.unsafe().close(channel.voidPromise()); // past the handlers, which would say goodbye
    }
  }
}
