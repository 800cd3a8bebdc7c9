package dev.chatbrush.gateway.owner;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Knows who asks. The filter before everything says it; whoever needs it asks here. */
@ApplicationScoped
public class Callers {
  private static final String PLACE = Caller.class.getName();

  private final CurrentVertxRequest request;

  public Callers(CurrentVertxRequest request) {
    this.request = request;
  }

  /** Says who sent the request. */
  public static void set(RoutingContext context, Caller caller) {
    context.put(PLACE, caller);
  }

  public static Optional<Caller> of(RoutingContext context) {
    return Optional.ofNullable(context.get(PLACE));
  }

  /** Who sent the request that is worked on; fails with LOGIN_NEEDED where nobody said it. */
  public Caller current() {
    return of(request.getCurrent()).orElseThrow(Caller::unknown);
  }
}
