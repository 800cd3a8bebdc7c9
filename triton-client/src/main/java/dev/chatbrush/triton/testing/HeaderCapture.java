package dev.chatbrush.triton.testing;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the headers of a call, and the means to cut its connection, where the call can find them.
 */
final class HeaderCapture implements ServerInterceptor {
  static final Context.Key<Map<String, String>> HEADERS = Context.key("headers");
  static final Context.Key<Runnable> CONNECTION = Context.key("connection");

  private final Connections connections;

  HeaderCapture(Connections connections) {
    this.connections = connections;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : metadata.keys()) {
      if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        headers.put(name, metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
      }
    }
    var peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    Context context =
        Context.current()
            .withValue(HEADERS, headers)
            .withValue(CONNECTION, () -> connections.cut(peer));
    return Contexts.interceptCall(context, call, metadata, next);
  }
}
