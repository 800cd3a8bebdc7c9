package dev.chatbrush.gateway.access;

import dev.chatbrush.gateway.owner.LoginConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses to start where strangers could reach a server that asks nobody who they are. */
@ApplicationScoped
public class ListenGuard {
  private final AccessConfig access;
  private final LoginConfig login;
  private final VertxHttpConfig http;

  public ListenGuard(AccessConfig access, LoginConfig login, VertxHttpConfig http) {
    this.access = access;
    this.login = login;
    this.http = http;
  }

  void check(@Observes StartupEvent start) {
    require(http.host(), login.required() || access.allowAnonymous());
  }

  static void require(String host, boolean allowed) {
    if (!Loopback.isLoopback(host) && !allowed) {
      throw new IllegalStateException(
          "Chatbrush would listen on %s, and everybody who can reach that could see and change all pictures: it asks for no login. Set chatbrush.login.required=true, listen on this machine only (quarkus.http.host=127.0.0.1), or set chatbrush.access.allow-anonymous=true if the network lets only trusted people in."
              .formatted(host));
    }
  }
}
