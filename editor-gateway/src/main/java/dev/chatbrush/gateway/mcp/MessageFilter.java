package dev.chatbrush.gateway.mcp;

import dev.chatbrush.gateway.api.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Refuses what is no message of the protocol; its library fails on such with a bare 500. */
@ApplicationScoped
public class MessageFilter {
  /** Behind the filter that reads bodies. */
  private static final int THIRD = 800;

  private static final Logger LOG = Logger.getLogger(MessageFilter.class);

  private final Json json;

  public MessageFilter(Json json) {
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, THIRD);
  }

  private void check(RoutingContext context) {
    String path = context.request().path();
    boolean message =
        context.request().method().equals(HttpMethod.POST)
            && (path.equals("/mcp") || path.startsWith("/mcp/messages/"));
    if (!message) {
      context.next();
      return;
    }
    Buffer body = context.body().buffer();
    Optional<MessageCheck.Fault> fault =
        MessageCheck.fault(body == null ? new byte[0] : body.getBytes());
    if (fault.isEmpty()) {
      context.next();
      return;
    }
    LOG.debugf("refused a message: %s", fault.get().message());
    context
        .response()
        .setStatusCode(fault.get().id() == null ? 400 : 200)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(json.write(error(fault.get())));
  }

  /** As JSON-RPC 2.0 puts it; the id is null where none could be read. */
  private static Map<String, Object> error(MessageCheck.Fault fault) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("jsonrpc", "2.0");
    error.put("id", fault.id());
    error.put("error", Map.of("code", fault.code(), "message", fault.message()));
    return error;
  }
}
