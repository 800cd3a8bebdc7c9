package dev.chatbrush.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection that sends bytes as they are. */
public final class RawHttp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket = new Socket();

  /** From an address of the loopback, such as 127.0.0.2. */
  public RawHttp(URI root, String from) throws IOException {
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress("127.0.0.1", root.getPort()));
    socket.setSoTimeout((int) PATIENCE.toMillis());
  }

  public RawHttp send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** All until the server closes, or until nothing more has come for {@code quiet}. */
  public String reply(Duration quiet) throws IOException {
    socket.setSoTimeout((int) quiet.toMillis());
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    try {
      for (int next = socket.getInputStream().read(); next >= 0; ) {
        reply.write(next);
        next = socket.getInputStream().read();
      }
    } catch (SocketTimeoutException e) {
      reply.write(new byte[0]); // it stays open
    }
    return reply.toString(StandardCharsets.UTF_8);
  }

  /** All until the server closes. */
  public String reply() throws IOException {
    return reply(PATIENCE);
  }

  /** A request with a body. */
  public static String post(String path, String type, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, type, body.length(), body);
  }

  /** Closes without a farewell, as a network that breaks does. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
