package dev.chatbrush.gateway.grpc;

import dev.chatbrush.calls.CallOwner;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells other services with each call on whose behalf it is made. */
@GlobalInterceptor
@ApplicationScoped
public class OwnerTold implements ClientInterceptor {
  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return CallOwner.telling(method, options, next);
  }
}
