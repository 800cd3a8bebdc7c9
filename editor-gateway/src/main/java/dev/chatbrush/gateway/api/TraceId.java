package dev.chatbrush.gateway.api;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.vertx.ext.web.RoutingContext;

/**
 * The id under which something is found in the log and among the traces: 32 hexadecimal digits. A
 * caller's {@code traceparent} (W3C Trace Context) brings it along; otherwise it begins here.
 */
public final class TraceId {
  private static final String KEY = TraceId.class.getName();

  private TraceId() {}

  /**
   * Keeps the id with {@code request}, since a failure may surface on a thread that does not know
   * its span, and tells it to the caller in {@code traceresponse} (W3C Trace Context, level 2
   * draft).
   */
  public static void begin(RoutingContext request) {
    SpanContext span = Span.current().getSpanContext();
    request.put(KEY, span.getTraceId());
    String flags = span.getTraceFlags().asHex();
    request
        .response()
        .putHeader(
            "traceresponse", "00-%s-%s-%s".formatted(span.getTraceId(), span.getSpanId(), flags));
  }

  /** The request's; also of one that failed before {@link #begin}. */
  public static String of(RoutingContext request) {
    String begun = request.get(KEY);
    if (begun == null) {
      SpanContext span = Span.current().getSpanContext();
      begun = span.isValid() ? span.getTraceId() : fresh();
      request.put(KEY, begun);
    }
    return begun;
  }

  /** A new one, for what never becomes a request. */
  public static String fresh() {
    return IdGenerator.random().generateTraceId();
  }

  /** That of the work on this thread. */
  public static String current() {
    return Span.current().getSpanContext().getTraceId();
  }
}
