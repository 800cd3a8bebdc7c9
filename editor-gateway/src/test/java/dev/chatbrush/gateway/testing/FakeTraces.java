package dev.chatbrush.gateway.testing;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the {@code traceparent} of each call that the fakes get, and for whom it is made. */
public final class FakeTraces implements ServerInterceptor {
  private static final Metadata.Key<String> TRACE_PARENT =
      Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> OWNER =
      Metadata.Key.of("chatbrush-owner", Metadata.ASCII_STRING_MARSHALLER);
  private static final List<Seen> SEEN = new CopyOnWriteArrayList<>();

  private record Seen(String method, String trace, String owner) {}

  /** What calls of the method named {@code name} carried, oldest first; "" for none. */
  public static List<String> of(String name) {
    return SEEN.stream().filter(call -> call.method.equals(name)).map(Seen::trace).toList();
  }

  /** For whom calls of the method named {@code name} were made, oldest first; "" for nobody. */
  public static List<String> owners(String name) {
    return SEEN.stream().filter(call -> call.method.equals(name)).map(Seen::owner).toList();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String method = call.getMethodDescriptor().getBareMethodName();
    SEEN.add(new Seen(method, sent(headers, TRACE_PARENT), sent(headers, OWNER)));
    return next.startCall(call, headers);
  }

  private static String sent(Metadata headers, Metadata.Key<String> name) {
    String sent = headers.get(name);
    return sent == null ? "" : sent;
  }
}
