package dev.chatbrush.gateway.access;

import dev.chatbrush.gateway.api.EditorException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

/**
 * Stands first in a connection: counts it, gives headers their time, and cuts who does not take
 * what is sent. On the connection's own thread only.
 */
final class ConnectionGuard extends ChannelDuplexHandler implements RequestCheck.Listener {
  private static final String DECODER = "httpDecoder";
  private static final String IDLE = "idle";
  private static final long LINGER_MILLIS = 2000;

  private final ConnectionRules rules;
  private final WriteWatch writes;
  private boolean counted;
  private boolean decided;
  private boolean refused;
  private boolean betweenRequests = true;
  private boolean headerRead;
  private Future<?> headerTimer;
  private ChannelHandlerContext context;

  ConnectionGuard(ConnectionRules rules) {
    this.rules = rules;
    this.writes = new WriteWatch(rules);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    count();
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    count();
    active.fireChannelActive();
  }

  private void count() {
    if (counted || !context.channel().isActive()) {
      return;
    }
    counted = true;
    try {
      rules.enter(context.channel());
    } catch (EditorException e) {
      refuse(e, true);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    boolean waiting = betweenRequests;
    headerRead = false;
    if (!decided
        && message instanceof ByteBuf bytes
        && context.pipeline().get(SslHandler.class) == null) {
      decide(bytes);
    } else {
      context.fireChannelRead(message);
    }
    boolean http1 = !decided || context.pipeline().get(DECODER) != null;
    if (http1 && waiting && betweenRequests && !headerRead && headerTimer == null) {
      headerTimer =
          context
              .executor()
              .schedule(this::headersLate, rules.headerMillis(), TimeUnit.MILLISECONDS);
    } else if (!http1) {
      stopHeaderTimer();
    }
  }

  /**
   * Vert.x chooses HTTP/1 or HTTP/2 by the first bytes and sets the pipeline up while it reads
   * them: they are passed on one by one, so that our handler is there before the first request.
   */
  private void decide(ByteBuf bytes) {
    look();
    if (!decided && bytes.isReadable() && !isText(bytes.getByte(bytes.readerIndex()))) {
      bytes.release();
      refuse(RequestCheck.malformed("it does not begin as HTTP does"), true);
      return;
    }
    while (!decided && bytes.isReadable()) {
      context.fireChannelRead(bytes.readRetainedSlice(1));
      look();
    }
    if (bytes.isReadable() && !refused) {
      context.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
  }

  private static boolean isText(byte first) {
    return first > ' ' || first == '\r' || first == '\n';
  }

  private void look() {
    ChannelPipeline pipeline = context.pipeline();
    if (pipeline.get(DECODER) != null) {
      decided = true;
      pipeline.addAfter("httpEncoder", "requestCheck", new RequestCheck(this));
      if (pipeline.get(IDLE) instanceof IdleStateHandler idle) {
        // Vert.x' own does not see a long reply being taken, and would cut it half-way.
        long millis = idle.getAllIdleTimeInMillis();
        pipeline.replace(
            IDLE, IDLE, new IdleStateHandler(true, 0, 0, millis, TimeUnit.MILLISECONDS));
      }
    } else {
      decided = pipeline.get("handler") != null; // HTTP/2
    }
  }

  @Override
  public void headerRead() {
    headerRead = true;
    betweenRequests = false;
    stopHeaderTimer();
  }

  @Override
  public void requestRead() {
    betweenRequests = true;
  }

  private void headersLate() {
    headerTimer = null;
    RequestCheck requests = context.pipeline().get(RequestCheck.class);
    refuse(rules.headersTooSlow(), requests == null || requests.nothingUnderWay());
  }

  private void stopHeaderTimer() {
    if (headerTimer != null) {
      headerTimer.cancel(false);
      headerTimer = null;
    }
  }

  /** Ends the connection; with a reply where that does not fall into the middle of another one. */
  @Override
  public void refuse(EditorException failure, boolean mayAnswer) {
    if (refused) {
      return;
    }
    refused = true;
    stopHeaderTimer();
    if (!mayAnswer || context.pipeline().get(SslHandler.class) != null) {
      context.close();
      return;
    }
    // Read on for a moment: a close with unread bytes would take the reply from the client.
    context
        .writeAndFlush(rules.reply(failure))
        .addListener(
            sent -> {
              if (sent.isSuccess() && context.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
              }
            });
    context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (refused) {
      ReferenceCountUtil.release(message);
      promise.setFailure(new ClosedChannelException());
      return;
    }
    writes.count(message);
    context.write(message, promise);
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    context.flush();
    writes.flushed(context);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    stopHeaderTimer();
    writes.stop();
  }
}
