package dev.chatbrush.gateway.signal;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.GatewayName;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/**
 * Tells other gateways, where there can be any: with the transaction that it belongs to, so never
 * before that is stored and never without it. Source: PostgreSQL, NOTIFY.
 */
@ApplicationScoped
public class Signals {
  public static final String CHANNEL = "chatbrush";

  private final GatewayName self;
  private final boolean shared;

  public Signals(Database database, GatewayName self) {
    this.self = self;
    this.shared = database.isShared();
  }

  /** Whether anybody else may hear. */
  public boolean areHeard() {
    return shared;
  }

  public Signal of(Signal.Kind kind, SessionId session, String text) {
    return new Signal(kind, self.value(), session, text);
  }

  /** Told when the transaction ends well. */
  public void tell(Handle handle, Signal signal) {
    if (shared) {
      handle
          .createQuery("select 1 from (select pg_notify(:channel, :text)) told")
          .bind("channel", CHANNEL)
          .bind("text", signal.wire())
          .mapTo(Integer.class)
          .one();
    }
  }
}
