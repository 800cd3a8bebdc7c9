package dev.chatbrush.triton.telemetry;

import dev.chatbrush.triton.grpc.HeaderSource;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.util.function.BiConsumer;

/**
 * Hands the caller's trace context to the server, in the form that the given OpenTelemetry
 * propagates ({@code traceparent} by default); Triton's own traces then join the caller's.
 *
 * @param telemetry the program's OpenTelemetry
 */
public record OpenTelemetryHeaders(OpenTelemetry telemetry) implements HeaderSource {
  @Override
  public void collect(BiConsumer<String, String> headers) {
    telemetry
        .getPropagators()
        .getTextMapPropagator()
        .inject(Context.current(), headers, BiConsumer::accept);
  }
}
