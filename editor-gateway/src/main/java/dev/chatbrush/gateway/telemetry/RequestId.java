package dev.chatbrush.gateway.telemetry;

import dev.chatbrush.gateway.api.TraceId;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * The caller's own name of a request, which proxies and clients write into their logs too. It is
 * sent back and stands in this log; who brings none is told the trace's id.
 */
public final class RequestId {
  private static final String HEADER = "X-Request-Id";

  /** Its key in the log's context. */
  static final String KEY = "requestId";

  /** One word of a log's line. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

  private RequestId() {}

  /** Takes or makes it, and sends it back. */
  public static void begin(RoutingContext request) {
    String given = request.request().getHeader(HEADER);
    String id = given != null && FORM.matcher(given).matches() ? given : TraceId.of(request);
    request.response().putHeader(HEADER, id);
    MDC.put(KEY, id);
  }
}
