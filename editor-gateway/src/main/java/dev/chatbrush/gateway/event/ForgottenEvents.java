package dev.chatbrush.gateway.event;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.telemetry.Untraced;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets events that nobody comes back for. */
@ApplicationScoped
public class ForgottenEvents {
  private static final Logger LOG = Logger.getLogger(ForgottenEvents.class);

  private final Database database;
  private final EventRows rows;
  private final Duration keep;

  public ForgottenEvents(Database database, EventRows rows, EventConfig config) {
    this.database = database;
    this.rows = rows;
    this.keep = config.keep();
  }

  /** Writes only where there is something to forget, so that an idle disk may sleep. */
  @Scheduled(every = "1m", delayed = "1m")
  void forget() {
    try {
      if (Untraced.<Boolean>call(() -> database.read(handle -> rows.anyOlder(handle, keep)))) {
        Untraced.call(() -> database.writeFromReserve(tx -> rows.forgetOlder(tx.handle(), keep)));
      }
    } catch (EditorException e) {
      LOG.debugf(e, "events are forgotten later");
    }
  }
}
