package dev.chatbrush.gateway.write;

import dev.chatbrush.gateway.storage.Database;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Forgets answers that nobody will ask for again. */
@ApplicationScoped
public class ForgottenCalls {
  private static final Logger LOG = Logger.getLogger(ForgottenCalls.class);

  private final Database database;
  private final AnsweredCalls calls;
  private final WriteConfig config;
  private final Clock clock;

  public ForgottenCalls(Database database, AnsweredCalls calls, WriteConfig config, Clock clock) {
    this.database = database;
    this.calls = calls;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "10m")
  void forget() {
    Instant moment = clock.instant().minus(config.keep());
    int forgotten = database.writeFromReserve(tx -> calls.forgetBefore(tx.handle(), moment));
    LOG.debugf("forgot %d answers of before %s", forgotten, moment);
  }
}
