package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Edits, and pictures that were being written, whose gateway runs no more. */
@ApplicationScoped
public class AbandonedEdits {
  /** H2's file is open to one gateway at a time, whose lease then has no end to speak of. */
  private static final Duration ALWAYS = Duration.ofDays(36_500);

  private final Database database;
  private final Leases leases;
  private final OwnedEdits edits;
  private final MessageStore messages;
  private final EditRecorder recorder;
  private final BlobStore blobs;
  private final Duration length;
  private final HeldLease held;
  private volatile Set<String> living = Set.of();

  public AbandonedEdits(
      Database database,
      Leases leases,
      OwnedEdits edits,
      MessageStore messages,
      EditRecorder recorder,
      BlobStore blobs,
      LeaseConfig config) {
    this.database = database;
    this.leases = leases;
    this.edits = edits;
    this.messages = messages;
    this.recorder = recorder;
    this.blobs = blobs;
    this.length = config.length();
    this.held = new HeldLease(length.toNanos());
  }

  /** Whether other gateways may use the database, now or later. */
  public boolean mayHaveOthers() {
    return database.isShared();
  }

  /** Makes this gateway known; before any edit begins. One at a time with {@link #renew}. */
  public synchronized void join() {
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
  public synchronized void renew() {
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
  public Optional<EditOutcome> end(Entry last) {
    return recorder.finishAbandoned(last);
  }

  /** Leaves this gateway's to others, where there can be any; tells how many. */
  public int handOver() {
    return mayHaveOthers()
        ? database.writeFromReserve(transaction -> edits.release(transaction.handle()))
        : 0;
  }

  /** What was asked for, as JSON, and the person's message. */
  public record Again(String request, MessageView message) {}

  /** Takes one of them over, to begin it again; empty where that is too late or would be wrong. */
  public Optional<Again> takeAgain(EditRow edit) {
    return database.writeFromReserve(
        transaction ->
            edits
                .takeAgain(transaction.handle(), edit.id())
                .map(request -> new Again(request, asked(transaction.handle(), edit))));
  }

  private MessageView asked(Handle handle, EditRow edit) {
    return messages.list(handle, edit.session()).stream()
        .filter(message -> edit.id().equals(message.editId()))
        .findFirst()
        .orElseThrow();
  }
}
