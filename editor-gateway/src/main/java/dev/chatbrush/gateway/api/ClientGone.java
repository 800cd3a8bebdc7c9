package dev.chatbrush.gateway.api;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/** Whether a failure only says that the client has closed its connection: nobody's fault here. */
public final class ClientGone {
  private ClientGone() {}

  public static boolean is(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpClosedException
          || cause instanceof StreamResetException
          || cause instanceof ClosedChannelException
          || (cause instanceof IllegalArgumentException && saysSo(cause.getMessage()))
          || (cause instanceof IOException && saysSo(cause.getMessage()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysSo(String message) {
    String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
    return text.contains("connection reset")
        || text.contains("broken pipe")
        || text.contains("connection was closed")
        || text.startsWith("stream no longer exists"); // of HTTP/2, as Netty puts it
  }
}
