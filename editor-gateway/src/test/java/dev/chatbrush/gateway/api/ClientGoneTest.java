package dev.chatbrush.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientGoneTest {
  static Stream<Throwable> gone() {
    return Stream.of(
        new HttpClosedException("Connection was closed"),
        new ClosedChannelException(),
        new RuntimeException(new IOException("Connection reset by peer")),
        new IOException("Broken pipe"),
        new IllegalArgumentException("Stream no longer exists: 1"));
  }

  @ParameterizedTest
  @MethodSource("gone")
  void isNobodysFault(Throwable failure) {
    assertThat(ClientGone.is(failure)).isTrue();
    assertThat(new QuietLog().isLoggable(line(failure))).isFalse();
  }

  @Test
  void leavesTheRestInTheLog() {
    Throwable ours = new IllegalStateException(new IOException("No space left on device"));

    assertThat(ClientGone.is(ours)).isFalse();
    assertThat(new QuietLog().isLoggable(line(ours))).isTrue();
    assertThat(new QuietLog().isLoggable(line(null))).isTrue();
  }

  private static LogRecord line(Throwable failure) {
    LogRecord line = new LogRecord(Level.SEVERE, "failed");
    line.setThrown(failure);
    return line;
  }
}
