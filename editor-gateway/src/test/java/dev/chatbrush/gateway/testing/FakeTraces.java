package dev.chatbrush.gateway.testing;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the {@code traceparent} of each call that the fakes get. */
public final class FakeTraces implements ServerInterceptor {
  private static final Metadata.Key<String> TRACE_PARENT =
      Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
  private static final List<Map.Entry<String, String>> SEEN = new CopyOnWriteArrayList<>();

  /** What calls of the method named {@code name} carried, oldest first; "" for none. */
  public static List<String> of(String name) {
    return SEEN.stream()
        .filter(call -> call.getKey().equals(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String sent = headers.get(TRACE_PARENT);
    SEEN.add(Map.entry(call.getMethodDescriptor().getBareMethodName(), sent == null ? "" : sent));
    return next.startCall(call, headers);
  }
}
