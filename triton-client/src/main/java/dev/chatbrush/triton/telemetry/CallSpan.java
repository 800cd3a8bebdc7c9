package dev.chatbrush.triton.telemetry;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.error.CancelledException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.concurrent.CancellationException;

/** The span of one inference call. Ending it again does nothing. */
record CallSpan(Span span) {
  static CallSpan start(Tracer tracer, InferRequest request, String method) {
    return new CallSpan(
        tracer
            .spanBuilder("infer " + request.model().name())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("rpc.system", "grpc")
            .setAttribute("rpc.service", "inference.GRPCInferenceService")
            .setAttribute("rpc.method", method)
            .setAttribute("triton.model", request.model().toString())
            .setAttribute("triton.sent.bytes", request.sentBytes())
            .startSpan());
  }

  /** Null for a call that went well. A call that was withdrawn is not an error. */
  void end(Throwable failure) {
    if (failure instanceof CancelledException || failure instanceof CancellationException) {
      span.setAttribute("triton.cancelled", true);
    } else if (failure != null) {
      span.setAttribute("error.type", failure.getClass().getSimpleName());
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  void answers(int count) {
    span.setAttribute("triton.answers", count);
  }
}
