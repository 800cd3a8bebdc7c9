package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.session.LifeEvents;
import dev.chatbrush.gateway.session.SessionConfig;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.GatewayName;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Ends sessions that are too old or too many, where the configuration says so, and removes pictures
 * that nobody refers to. Of several gateways one does so; where two believe to be that one, each
 * session and picture still goes once.
 */
@ApplicationScoped
class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final int PIECE = 100;

  private final Database database;
  private final LifeStore store;
  private final LifeService life;
  private final UnusedPictures unused;
  private final SessionConfig config;
  private final GatewayName self;
  private final Clock clock;

  Retention(
      Database database,
      LifeStore store,
      LifeService life,
      UnusedPictures unused,
      SessionConfig config,
      GatewayName self,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.life = life;
    this.unused = unused;
    this.config = config;
    this.self = self;
    this.clock = clock;
  }

  @Scheduled(
      every = "15m",
      delayed = "5m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    if (!isFirst()) {
      return;
    }
    endOld();
    UnusedPictures.Swept swept = unused.sweep();
    if (swept.removed().pictures() > 0) {
      LOG.infof("removed %d pictures that no session refers to", swept.removed().pictures());
    }
    config.quota().ifPresent(quota -> endOldest(swept.kept() - quota.asLongValue()));
  }

  /** Whether this is the first by name of the gateways whose lease runs. */
  private boolean isFirst() {
    return database.read(
        handle ->
            handle
                .createQuery("select min(id) from gateway where lease_until >= current_timestamp")
                .mapTo(String.class)
                .findOne()
                .filter(self.value()::equals)
                .isPresent());
  }

  private void endOld() {
    config.keepFor().ifPresent(keepFor -> endUnchangedSince(clock.instant().minus(keepFor)));
  }

  private void endUnchangedSince(Instant moment) {
    long gone;
    do {
      gone =
          unchangedSince(moment).stream()
              .filter(one -> life.deleteUnchanged(one, moment, LifeEvents.Reason.AGE).isPresent())
              .count();
      if (gone > 0) {
        LOG.infof("deleted %d sessions that nobody changed since %s", gone, moment);
      }
    } while (gone > 0);
  }

  private List<SessionId> unchangedSince(Instant moment) {
    return database.read(handle -> store.unchangedSince(handle, moment, PIECE));
  }

  /**
   * Until so many bytes are free. Pictures within the grace do not go, so sessions that were
   * changed within it are left: they would free nothing.
   */
  private void endOldest(long tooMany) {
    Instant moment = clock.instant().minus(config.grace());
    long over = tooMany;
    while (over > 0) {
      long freed = 0;
      List<SessionId> oldest = unchangedSince(moment);
      for (SessionId session : oldest) {
        if (freed < over) {
          freed +=
              life.deleteUnchanged(session, moment, LifeEvents.Reason.QUOTA)
                  .map(UnusedPictures.Removed::bytes)
                  .orElse(0L);
        }
      }
      if (freed == 0) {
        LOG.warnf("%d bytes over chatbrush.session.quota; all else was changed lately", over);
        return;
      }
      LOG.infof("freed %d bytes of %d over chatbrush.session.quota", freed, over);
      over -= freed;
    }
  }
}
