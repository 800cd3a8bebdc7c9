package dev.chatbrush.calls;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import org.jboss.logging.MDC;

/**
 * On whose behalf a call is made, for shares and logs: a word that is always the same for one owner
 * and says nothing of who that is. It travels beside the call, in the header {@code
 * chatbrush-owner}; on a thread that serves a call it is that call's own.
 */
public final class CallOwner {
  /** In what is logged, where there is one. */
  private static final String LOGGED = "owner";

  static final Metadata.Key<String> HEADER =
      Metadata.Key.of("chatbrush-owner", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<String> CURRENT = Context.keyWithDefault("owner", "");

  private CallOwner() {}

  /** {@code outer} in which calls are made for that owner; for nobody where it is empty. */
  public static Context in(Context outer, String owner) {
    return outer.withValue(CURRENT, owner);
  }

  /** Empty where nobody is named. */
  public static String current() {
    return CURRENT.get();
  }

  /** Runs {@code work} on this thread with that owner in what it logs. */
  public static void logged(String owner, Runnable work) {
    Object outer = MDC.get(LOGGED);
    MDC.put(LOGGED, owner);
    try {
      work.run();
    } finally {
      if (outer == null) {
        MDC.remove(LOGGED);
      } else {
        MDC.put(LOGGED, outer);
      }
    }
  }

  /** The next call, which takes the owner of this thread's context along. */
  public static <Q, R> ClientCall<Q, R> telling(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    String owner = current();
    ClientCall<Q, R> call = next.newCall(method, options);
    return owner.isEmpty() ? call : new TellingCall<>(call, owner);
  }

  private static final class TellingCall<Q, R> extends SimpleForwardingClientCall<Q, R> {
    private final String owner;

    TellingCall(ClientCall<Q, R> call, String owner) {
      super(call);
      this.owner = owner;
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
      headers.put(HEADER, owner);
      super.start(listener, headers);
    }
  }
}
