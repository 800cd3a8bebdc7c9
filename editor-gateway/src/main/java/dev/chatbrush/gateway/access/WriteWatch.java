package dev.chatbrush.gateway.access;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.FileRegion;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Closes a connection whose client takes what is sent too slowly: it holds our memory. */
final class WriteWatch {
  private static final Logger LOG = Logger.getLogger(WriteWatch.class);

  private final ConnectionRules rules;
  private long written;
  private long taken;
  private long pending;
  private Future<?> timer;

  WriteWatch(ConnectionRules rules) {
    this.rules = rules;
  }

  void count(Object message) {
    if (message instanceof ByteBuf bytes) {
      written += bytes.readableBytes();
    } else if (message instanceof ByteBufHolder holder) {
      written += holder.content().readableBytes();
    } else if (message instanceof FileRegion file) {
      written += file.count();
    }
  }

  void flushed(ChannelHandlerContext context) {
    if (timer == null && left(context) > 0) {
      begin(context);
    }
  }

  private void begin(ChannelHandlerContext context) {
    pending = left(context);
    taken = written - pending;
    timer =
        context
            .executor()
            .schedule(() -> check(context), rules.patienceMillis(), TimeUnit.MILLISECONDS);
  }

  private void check(ChannelHandlerContext context) {
    timer = null;
    long left = left(context);
    if (left <= 0) {
      return;
    }
    if (written - left - taken < Math.min(pending, rules.bytesPerPatience())) {
      LOG.debugf("%s takes its reply too slowly", context.channel().remoteAddress());
      // At once: or the kernel would keep, for minutes, what it could not send.
      context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      context.close();
    } else {
      begin(context);
    }
  }

  /** Bytes that the client has not taken. */
  private static long left(ChannelHandlerContext context) {
    ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
    return buffer == null || buffer.isEmpty()
        ? 0
        : buffer.totalPendingWriteBytes() - buffer.currentProgress();
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
