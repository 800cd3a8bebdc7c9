package dev.chatbrush.gateway.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.session.LifeEvents;
import dev.chatbrush.gateway.session.SessionConfig;
import dev.chatbrush.gateway.storage.GatewayName;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions that end by themselves: the old ones, and the oldest of too many. */
@QuarkusTest
class RetentionTest extends PlantedMarks {
  @Inject LifeService life;
  @Inject SessionConfig config;
  @Inject GatewayName self;
  @Inject Clock clock;

  @Test
  void endsWhatIsTooOld() {
    String old = plant(504);
    String young = newSession(16, 16);
    leaveUnchangedSince2001(old);

    retention(Duration.ofDays(3650), null).run();

    given().get("/api/sessions/{id}", old).then().statusCode(404);
    given().get("/api/sessions/{id}", young).then().statusCode(200);
  }

  @Test
  void endsTheOldestWhileAllHaveTooMuch() {
    String first = plant(505);
    String second = newSession(64, 48);
    leaveUnchangedSince2001(first);
    age();
    long kept = unused.sweep().kept();

    retention(null, kept - 1).run();

    given().get("/api/sessions/{id}", first).then().statusCode(404);
    given().get("/api/sessions/{id}", second).then().statusCode(200);
    assertThat(unused.sweep().kept()).isLessThan(kept);
  }

  @Test
  void leavesASessionThatIsBeingChanged() {
    SessionId session = new SessionId(newSession(16, 16));
    Instant moment = clock.instant().minus(Duration.ofHours(1));

    assertThat(life.deleteUnchanged(session, moment, LifeEvents.Reason.AGE)).isEmpty();

    session(session.value());
  }

  private void leaveUnchangedSince2001(String id) {
    database.change(
        tx ->
            tx.handle()
                .execute(
                    "update session set changed_at = timestamp with time zone '2001-01-01"
                        + " 00:00:00+00' where id = ?",
                    id));
  }

  private Retention retention(Duration keepFor, Long quota) {
    SessionConfig limits =
        new SessionConfig() {
          @Override
          public MemorySize maxUpload() {
            return config.maxUpload();
          }

          @Override
          public Optional<Duration> keepFor() {
            return Optional.ofNullable(keepFor);
          }

          @Override
          public Optional<MemorySize> quota() {
            return Optional.ofNullable(quota).map(BigInteger::valueOf).map(MemorySize::new);
          }

          @Override
          public Optional<MemorySize> quotaPerOwner() {
            return Optional.empty();
          }

          @Override
          public Duration grace() {
            return config.grace();
          }
        };
    return new Retention(database, store, life, unused, limits, self, clock);
  }
}
