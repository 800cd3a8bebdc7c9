package dev.chatbrush.gateway.access;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.TraceId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** Problems as bytes of HTTP/1.1, for what never becomes a request. */
@ApplicationScoped
public class RawProblems {
  private static final Logger LOG = Logger.getLogger(RawProblems.class);

  private final Json json;

  public RawProblems(Json json) {
    this.json = json;
  }

  /** A whole reply, after which the connection is closed. */
  ByteBuf reply(EditorException failure) {
    Problem problem = Problem.of(failure, null, TraceId.fresh());
    LOG.debugf("%s %s: %s", problem.code(), problem.traceId(), problem.detail());
    byte[] body = json.write(problem).getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nCache-Control: no-store\r\n"
            .formatted(
                HttpResponseStatus.valueOf(problem.status()), Problem.MEDIA_TYPE, body.length);
    String retry = problem.retryable() ? "Retry-After: %d\r\n".formatted(Problem.RETRY_AFTER) : "";
    return Unpooled.wrappedBuffer(
        (head + retry + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII), body);
  }
}
