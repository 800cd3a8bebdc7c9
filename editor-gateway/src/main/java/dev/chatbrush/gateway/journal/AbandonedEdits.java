package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Edits, and pictures that were being written, whose gateway runs no more. */
@ApplicationScoped
public class AbandonedEdits {
  /** H2's file is open to one gateway at a time, whose lease then has no end to speak of. */
  private static final Duration ALWAYS = Duration.ofDays(36_500);

  private final Database database;
  private final Leases leases;
  private final EditStore edits;
  private final EditRecorder recorder;
  private final BlobStore blobs;
  private final Duration length;
  private final HeldLease held;
  private volatile Set<String> living = Set.of();

  public AbandonedEdits(
      Database database,
      Leases leases,
      EditStore edits,
      EditRecorder recorder,
      BlobStore blobs,
      LeaseConfig config) {
    this.database = database;
    this.leases = leases;
    this.edits = edits;
    this.recorder = recorder;
    this.blobs = blobs;
    this.length = config.length();
    this.held = new HeldLease(length.toNanos());
  }

  /** Whether other gateways may use the database, now or later. */
  public boolean mayHaveOthers() {
    return database.isShared();
  }

  /** Makes this gateway known; before any edit begins. */
  public void join() {
    database.changeFromReserve(
        transaction -> {
          if (!mayHaveOthers()) {
            leases.endOthers(transaction.handle());
          }
          leases.renew(transaction.handle(), mayHaveOthers() ? length : ALWAYS);
        });
    held.renewed(System.nanoTime());
  }

  /** Gives a sign of life. */
  public void renew() {
    database.changeFromReserve(transaction -> leases.renew(transaction.handle(), length));
    held.renewed(System.nanoTime());
  }

  /**
   * The edits. None while this gateway has not held its own lease for as long as one lasts: where
   * the database was away, all need that time to be seen again.
   */
  public List<EditRow> find() {
    if (mayHaveOthers() && !held.isLong()) {
      return List.of();
    }
    Set<String> now = database.writeFromReserve(transaction -> leases.living(transaction.handle()));
    if (!now.equals(living)) {
      blobs.removePartial(now);
      living = now;
    }
    return database.read(edits::abandoned);
  }

  /** Ends one of them; empty where it has been ended meanwhile, or its gateway is back. */
  public Optional<EditOutcome> end(SessionId session, Ending ending) {
    return recorder.finishAbandoned(session, ending);
  }
}
