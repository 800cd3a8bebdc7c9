package dev.chatbrush.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.FileOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FileRefusedTest {
  private static final String FULL = "/dev/full"; // takes no byte, as a full disk

  private static boolean refused(ThrowingCallable work) {
    return FileRefused.is(new IllegalStateException(catchThrowable(work)));
  }

  @Test
  void isAFileThatTakesNoMore() throws IOException {
    try (FileOutputStream full = new FileOutputStream(FULL)) {
      assertThat(refused(() -> full.write(1))).isTrue();
      assertThat(refused(() -> full.getChannel().write(ByteBuffer.allocate(9)))).isTrue();
    }
    try (AsynchronousFileChannel full =
        AsynchronousFileChannel.open(Path.of(FULL), StandardOpenOption.WRITE)) {
      assertThat(refused(() -> full.write(ByteBuffer.allocate(9), 0).get())).isTrue();
    }
    assertThat(refused(() -> Files.createTempFile(Path.of("/proc/self"), "part", ""))).isTrue();
  }

  @Test
  void isNoConnectionThatBroke() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Socket client = new Socket("127.0.0.1", server.getLocalPort());
        Socket accepted = server.accept()) {
      client.setSoLinger(true, 0);
      client.close(); // resets it
      assertThat(refused(() -> accepted.getInputStream().read())).isFalse();
    }
    assertThat(refused(() -> Integer.parseInt("x"))).isFalse();
  }
}
