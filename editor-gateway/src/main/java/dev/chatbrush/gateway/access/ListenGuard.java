package dev.chatbrush.gateway.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses to start where strangers could reach a server that asks nobody who they are. */
@ApplicationScoped
public class ListenGuard {
  private final AccessConfig access;
  private final VertxHttpConfig http;

  public ListenGuard(AccessConfig access, VertxHttpConfig http) {
    this.access = access;
    this.http = http;
  }

  void check(@Observes StartupEvent start) {
    require(http.host(), access.allowAnonymous());
  }

  static void require(String host, boolean allowAnonymous) {
    if (!Loopback.isLoopback(host) && !allowAnonymous) {
      throw new IllegalStateException(
          "Chatbrush would listen on %s, and everybody who can reach that could see and change all pictures: it has no login yet. Listen on this machine only (quarkus.http.host=127.0.0.1), or set chatbrush.access.allow-anonymous=true if the network lets only trusted people in."
              .formatted(host));
    }
  }
}
