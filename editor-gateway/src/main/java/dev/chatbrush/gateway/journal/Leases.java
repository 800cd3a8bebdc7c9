package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.storage.GatewayName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code gateway}: who runs on this database, each until its lease ends. By the clock of
 * the database alone. Each method works in its caller's transaction.
 */
@ApplicationScoped
public class Leases {
  private final GatewayName self;

  public Leases(GatewayName self) {
    this.self = self;
  }

  /** This gateway runs, for at least that long from now. */
  void renew(Handle handle, Duration length) {
    String until = "current_timestamp + cast(:millis as bigint) * interval '0.001' second";
    int renewed =
        handle
            .createUpdate("update gateway set lease_until = %s where id = :id".formatted(until))
            .bind("millis", length.toMillis())
            .bind("id", self.value())
            .execute();
    if (renewed == 0) {
      handle
          .createUpdate("insert into gateway (id, lease_until) values (:id, %s)".formatted(until))
          .bind("millis", length.toMillis())
          .bind("id", self.value())
          .execute();
    }
  }

  /** Forgets all others: where the database has one gateway at most, they run no more. */
  void endOthers(Handle handle) {
    handle.createUpdate("delete from gateway where id <> :id").bind("id", self.value()).execute();
  }

  /** Forgets those whose lease has ended, and returns the others' names. */
  Set<String> living(Handle handle) {
    handle.execute("delete from gateway where lease_until < current_timestamp");
    return handle.createQuery("select id from gateway").mapTo(String.class).set();
  }
}
