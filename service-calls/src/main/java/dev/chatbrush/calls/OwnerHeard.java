package dev.chatbrush.calls;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Serves each call in the context of the owner that came with it. */
@ApplicationScoped
public class OwnerHeard implements ServerInterceptor {
  /** What else a caller may send would stand in a log's line. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String said = headers.get(CallOwner.HEADER);
    return said == null || !WORD.matcher(said).matches()
        ? next.startCall(call, headers)
        : Contexts.interceptCall(CallOwner.in(Context.current(), said), call, headers, next);
  }
}
