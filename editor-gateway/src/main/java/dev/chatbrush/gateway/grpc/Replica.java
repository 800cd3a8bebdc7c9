package dev.chatbrush.gateway.grpc;

import com.google.common.util.concurrent.ListenableFuture;
import dev.chatbrush.contracts.wire.WireErrors;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One replica of a service, and whether it says anything. It is silent when it let {@value
 * #SILENCES} looks in a row go by and answered no call meanwhile: hung, stopped, or cut off. Then
 * nobody waits for it; one answer, to whatever, brings it back. One that is only slow answers a
 * look, for that costs it nothing. Thread-safe.
 */
final class Replica {
  private static final int SILENCES = 2;
  private static final String SILENT = "it says nothing any more";

  private final ManagedChannel channel;
  private final Channel watched;
  private final AtomicInteger silences = new AtomicInteger();
  private final Set<ClientCall<?, ?>> waiting = ConcurrentHashMap.newKeySet();

  Replica(ManagedChannel channel) {
    this.channel = channel;
    this.watched = ClientInterceptors.intercept(channel, new Watch());
  }

  boolean isSilent() {
    return silences.get() >= SILENCES;
  }

  /**
   * Calls it.
   *
   * @throws StatusRuntimeException as it answered, or UNAVAILABLE as soon as it is silent
   */
  <R> R ask(Function<Channel, R> call) {
    try {
      R reply = call.apply(watched);
      heard();
      return reply;
    } catch (StatusRuntimeException e) {
      if (WireErrors.codeOf(e).isPresent()) {
        heard();
      }
      throw e;
    }
  }

  /** Knows the calls that wait, to end them when it falls silent. */
  private final class Watch implements ClientInterceptor {
    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
        MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<R> listener, Metadata headers) {
          waiting.add(this);
          super.start(closing(this, listener), headers);
          if (isSilent()) {
            leave(this);
          }
        }
      };
    }

    private <R> ClientCall.Listener<R> closing(
        ClientCall<?, ?> call, ClientCall.Listener<R> listener) {
      return new SimpleForwardingClientCallListener<>(listener) {
        @Override
        public void onClose(Status status, Metadata trailers) {
          waiting.remove(call);
          boolean left = status.getCode() == Status.Code.CANCELLED && isSilent();
          super.onClose(left ? Status.UNAVAILABLE.withDescription(SILENT) : status, trailers);
        }
      };
    }
  }

  /** Waits for the answer to a look; empty when there is none. */
  <R> Optional<R> hear(ListenableFuture<R> answer) {
    try {
      R reply = answer.get();
      heard();
      return Optional.of(reply);
    } catch (ExecutionException e) {
      if (Status.fromThrowable(e.getCause()).getCode() == Status.Code.DEADLINE_EXCEEDED) {
        missed();
      }
      channel.resetConnectBackoff(); // so that the next look meets one that has just come back
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void heard() {
    silences.set(0);
  }

  private void missed() {
    if (silences.incrementAndGet() >= SILENCES) {
      waiting.forEach(Replica::leave);
    }
  }

  private static void leave(ClientCall<?, ?> call) {
    call.cancel(SILENT, null);
  }

  /** Calls that run there go on. */
  void shutdown() {
    channel.shutdown();
  }

  void shutdownNow() {
    channel.shutdownNow();
  }

  Channel channel() {
    return channel;
  }
}
