package dev.chatbrush.agent.api;

import dev.chatbrush.calls.CallOwner;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps beside each call on whose behalf it is made. */
@GlobalInterceptor
@ApplicationScoped
public class OwnerHeard implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return CallOwner.hearing(call, headers, next);
  }
}
