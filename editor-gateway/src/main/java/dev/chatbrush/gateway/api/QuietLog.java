package dev.chatbrush.gateway.api;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Keeps out of the log that a client has gone, which libraries call an error. */
@LoggingFilter(name = "clients-gone")
public final class QuietLog implements Filter {
  @Override
  public boolean isLoggable(LogRecord line) {
    return line.getThrown() == null || !ClientGone.is(line.getThrown());
  }
}
