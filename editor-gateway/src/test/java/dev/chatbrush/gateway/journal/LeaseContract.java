package dev.chatbrush.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.grpc.CancelledException;
import dev.chatbrush.gateway.storage.GatewayName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways on one database: whose edits are whose, on every database. */
abstract class LeaseContract {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration OVER = Duration.ofSeconds(-1);

  private final RandomIds ids = new RandomIds();
  private final GatewayName here = new GatewayName(ids.next());
  private final GatewayName there = new GatewayName(ids.next());
  private final Leases ours = new Leases(here);
  private final Leases theirs = new Leases(there);
  private final OwnedEdits edits = new OwnedEdits(store(here), here);
  private final OwnedEdits editsThere = new OwnedEdits(store(there), there);
  private final SessionId session = new SessionId(ids.next());
  private final String edit = ids.next();
  private Jdbi jdbi;

  abstract DataSource source();

  private static EditStore store(GatewayName name) {
    return new EditStore(new Json(new ObjectMapper()), name);
  }

  @BeforeEach
  void begin() {
    Flyway.configure().dataSource(source()).locations("db/migration").load().migrate();
    jdbi = Jdbi.create(source());
    jdbi.useTransaction(
        handle -> {
          handle.execute("delete from gateway");
          handle.execute(
              "insert into session (id, name, created_at, head) values (?, 'a', current_timestamp, 1)",
              session.value());
          theirs.renew(handle, LONG);
          store(there)
              .begin(
                  handle,
                  new EditRow(edit, session, EditOutcome.RUNNING, Instant.now(), null),
                  Map.of("text", "winter"));
        });
  }

  private boolean isAbandoned() {
    return jdbi.withHandle(
        handle -> edits.abandoned(handle).stream().anyMatch(row -> row.id().equals(edit)));
  }

  @Test
  void isAbandonedOnceTheLeaseOfItsGatewayHasEnded() {
    assertThat(isAbandoned()).isFalse();
    assertThat(jdbi.<Boolean, RuntimeException>inTransaction(this::takeOver)).isFalse();

    jdbi.useTransaction(handle -> theirs.renew(handle, OVER));

    assertThat(isAbandoned()).isTrue();
    jdbi.useTransaction(handle -> theirs.renew(handle, LONG));
    assertThat(isAbandoned()).as("it is back in time").isFalse();
  }

  private boolean takeOver(Handle handle) {
    return edits.takeOver(handle, edit);
  }

  @Test
  void namesThoseThatRun() {
    jdbi.useTransaction(
        handle -> {
          ours.renew(handle, LONG);
          assertThat(ours.living(handle)).containsOnly(here.value(), there.value());
          theirs.renew(handle, OVER);
          assertThat(ours.living(handle)).containsOnly(here.value());
          theirs.renew(handle, LONG);
          ours.endOthers(handle);
          assertThat(ours.living(handle)).containsOnly(here.value());
        });
  }

  @Test
  void whoHasLostItStoresNothingMore() {
    jdbi.useTransaction(
        handle -> {
          editsThere.change(handle, edit);
          theirs.renew(handle, OVER);
          assertThat(edits.takeOver(handle, edit)).isTrue();
          ours.renew(handle, LONG);
        });

    jdbi.useTransaction(handle -> edits.hold(handle, edit, false));
    assertThatThrownBy(() -> jdbi.useTransaction(handle -> editsThere.hold(handle, edit, true)))
        .isInstanceOf(InterruptedEditException.class);
  }

  @Test
  void isBegunAgainOnceAndByOne() {
    assertThat(takeAgain()).as("its gateway runs").isEmpty();
    jdbi.useTransaction(handle -> theirs.renew(handle, OVER));

    assertThat(takeAgain()).hasValueSatisfying(text -> assertThat(text).contains("winter"));
    assertThat(takeAgain()).as("it is begun").isEmpty();
    jdbi.useTransaction(handle -> edits.change(handle, edit));
  }

  private Optional<String> takeAgain() {
    return jdbi.inTransaction(handle -> edits.takeAgain(handle, edit));
  }

  @Test
  void isNotBegunAgainOnceSomethingOfItIsStored() {
    jdbi.useTransaction(handle -> editsThere.change(handle, edit));
    jdbi.useTransaction(handle -> theirs.renew(handle, OVER));

    assertThat(takeAgain()).isEmpty();
    assertThat(isAbandoned()).as("so it can be ended").isTrue();
  }

  @Test
  void storesNothingOnceSomebodyWantsItStopped() {
    assertThat(ask()).isTrue();

    assertThatThrownBy(() -> jdbi.useTransaction(handle -> editsThere.change(handle, edit)))
        .isInstanceOf(CancelledException.class);
    jdbi.useTransaction(handle -> editsThere.hold(handle, edit, true));
    assertThat(jdbi.withHandle(editsThere::toStop)).extracting(EditRow::id).containsOnly(edit);
    jdbi.useTransaction(handle -> theirs.renew(handle, OVER));
    assertThat(takeAgain()).isEmpty();
  }

  private boolean ask() {
    return jdbi.inTransaction(handle -> edits.askToStop(handle, session, edit));
  }

  @Test
  void isNotTakenOverWhileItsGatewayStores() throws Exception {
    jdbi.useTransaction(handle -> theirs.renew(handle, OVER));
    jdbi.useTransaction(
        handle -> {
          editsThere.change(handle, edit);
          CompletableFuture<Boolean> taken =
              CompletableFuture.supplyAsync(() -> jdbi.inTransaction(this::takeOver));
          assertThat(taken.get(20, TimeUnit.SECONDS)).as("and nobody waits").isFalse();
        });

    assertThat(jdbi.<Boolean, RuntimeException>inTransaction(this::takeOver)).isTrue();
  }
}
