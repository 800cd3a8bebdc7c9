package dev.chatbrush.gateway.api;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id under which a request is found in the log: the one of a {@code traceparent} header (W3C
 * Trace Context, version 00) or a fresh one.
 */
public final class TraceId {
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final String KEY = TraceId.class.getName();

  private TraceId() {}

  /** The request's id, made at the first call. 32 hexadecimal digits. */
  public static String of(RoutingContext request) {
    String known = request.get(KEY);
    if (known == null) {
      known = fromHeader(request.request().getHeader("traceparent"));
      request.put(KEY, known);
    }
    return known;
  }

  private static String fromHeader(String header) {
    Matcher matcher = TRACE_PARENT.matcher(header == null ? "" : header);
    return matcher.matches() ? matcher.group(1) : fresh();
  }

  /** An id for work that no request began. */
  public static String fresh() {
    byte[] bytes = new byte[16];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
