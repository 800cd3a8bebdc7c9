package dev.chatbrush.triton.grpc;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/** Knows whether anything of an attempt has left this process, which decides about a retry. */
final class SentTracer extends ClientStreamTracer.Factory {
  private volatile boolean sent;

  boolean sent() {
    return sent;
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(
      ClientStreamTracer.StreamInfo info, Metadata headers) {
    return new ClientStreamTracer() {
      @Override
      public void outboundHeaders() {
        sent = true;
      }
    };
  }
}
