package dev.chatbrush.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection that sends bytes as they are. */
public final class RawHttp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern LENGTH = Pattern.compile("(?i)\\r\\ncontent-length: (\\d+)\\r\\n");

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

  /**
   * One reply that says how long it is; any other until the server closes, or until nothing more
   * has come for {@code quiet}.
   */
  public String reply(Duration quiet) throws IOException {
    socket.setSoTimeout((int) quiet.toMillis());
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    try {
      long end = Long.MAX_VALUE;
      while (reply.size() < end) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        reply.write(next);
        if (next == '\n' && end == Long.MAX_VALUE) {
          end = end(reply.toString(StandardCharsets.ISO_8859_1));
        }
      }
    } catch (SocketTimeoutException e) {
      return reply.toString(StandardCharsets.UTF_8); // it stays open
    }
    return reply.toString(StandardCharsets.UTF_8);
  }

  /** Where a reply ends, once its head is there and tells it. */
  private static long end(String reply) {
    Matcher length = LENGTH.matcher(reply);
    boolean told = reply.endsWith("\r\n\r\n") && length.find();
    return told ? reply.length() + Long.parseLong(length.group(1)) : Long.MAX_VALUE;
  }

  /** One whole reply. */
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
