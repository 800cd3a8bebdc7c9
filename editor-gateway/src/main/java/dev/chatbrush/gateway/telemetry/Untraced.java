package dev.chatbrush.gateway.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** Questions that come round every few seconds: as traces they would hide what people did. */
public final class Untraced {
  private static final IdGenerator IDS = IdGenerator.random();

  private Untraced() {}

  /**
   * Asks in a trace that is not recorded, here or in the service that is asked. One call each:
   * after it Quarkus has forgotten a trace that is not recorded.
   */
  public static <T> T call(Supplier<T> question) {
    SpanContext unrecorded =
        SpanContext.create(
            IDS.generateTraceId(),
            IDS.generateSpanId(),
            TraceFlags.getDefault(),
            TraceState.getDefault());
    try (Scope scope = Context.root().with(Span.wrap(unrecorded)).makeCurrent()) {
      return question.get();
    }
  }
}
