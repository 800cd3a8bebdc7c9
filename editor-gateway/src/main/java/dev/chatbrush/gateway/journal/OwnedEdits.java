package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.grpc.CancelledException;
import dev.chatbrush.gateway.storage.GatewayName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Whose running edits are whose: the column {@code owner} of the table {@code edit}. Each method
 * works in its caller's transaction.
 */
@ApplicationScoped
public class OwnedEdits {
  /** Of an edit that may begin again: nothing of it is stored, and nobody wants it stopped. */
  private static final String FRESH =
      "request is not null and attempts = 1 and not changed and not cancelled";

  private static final String ABANDONED =
      """
      state = 'running' and not exists (
        select 1 from gateway where id = edit.owner and lease_until >= current_timestamp)\
      """;

  private final EditStore edits;
  private final GatewayName self;

  public OwnedEdits(EditStore edits, GatewayName self) {
    this.edits = edits;
    this.self = self;
  }

  /**
   * Locks a running edit of this gateway, so that nobody takes it over before the transaction ends;
   * fails with EDIT_INTERRUPTED where somebody has.
   *
   * @param stops false where nothing may be stored of an edit that somebody wants stopped; then it
   *     fails as a call that was cancelled
   */
  void hold(Handle handle, String id, boolean stops) {
    boolean cancelled =
        handle
            .createQuery(
                """
                select cancelled from edit
                where id = :id and owner = :self and state = 'running' for update\
                """)
            .bind("id", id)
            .bind("self", self.value())
            .mapTo(Boolean.class)
            .findOne()
            .orElseThrow(InterruptedEditException::new);
    if (cancelled && !stops) {
      throw new CancelledException(null);
    }
  }

  /** As {@link #hold}, for who stores a step: from then on the edit cannot be begun again. */
  void change(Handle handle, String id) {
    hold(handle, id, false);
    handle.createUpdate("update edit set changed = true where id = :id").bind("id", id).execute();
  }

  /** Has its gateway stop a running edit, whichever that is; false where none runs. */
  boolean askToStop(Handle handle, SessionId session, String id) {
    return handle
            .createUpdate(
                """
                update edit set cancelled = true
                where id = :id and session_id = :session and state = 'running'\
                """)
            .bind("id", id)
            .bind("session", session.value())
            .execute()
        > 0;
  }

  /** Those of this gateway that somebody wants stopped. */
  List<EditRow> toStop(Handle handle) {
    return handle
        .createQuery("select * from edit where state = 'running' and cancelled and owner = :self")
        .bind("self", self.value())
        .map((row, context) -> edits.edit(row))
        .list();
  }

  /**
   * Makes an edit this gateway's own whose owner runs no more, to begin it again, and returns what
   * was asked for. Empty where something of it is stored, where it was begun twice, and where
   * somebody wants it stopped or has taken it.
   */
  Optional<String> takeAgain(Handle handle, String id) {
    Optional<String> request =
        handle
            .createQuery("select request from edit where id = :id and " + FRESH)
            .bind("id", id)
            .mapTo(String.class)
            .findOne()
            .filter(asked -> takeOver(handle, id));
    request.ifPresent(
        asked ->
            handle
                .createUpdate("update edit set attempts = 2 where id = :id")
                .bind("id", id)
                .execute());
    return request;
  }

  /** Leaves this gateway's to others, as far as those may begin them again; tells how many. */
  int release(Handle handle) {
    return handle
        .createUpdate(
            "update edit set owner = null where owner = :self and state = 'running' and " + FRESH)
        .bind("self", self.value())
        .execute();
  }

  /**
   * Makes a running edit this gateway's own where its owner runs no more; false otherwise, and
   * where somebody stores for it now. Waits for nobody.
   */
  boolean takeOver(Handle handle, String id) {
    boolean free =
        handle
            .createQuery(
                "select id from edit where id = :id and %s for update skip locked"
                    .formatted(ABANDONED))
            .bind("id", id)
            .mapTo(String.class)
            .findOne()
            .isPresent();
    if (free) {
      handle
          .createUpdate("update edit set owner = :self where id = :id")
          .bind("id", id)
          .bind("self", self.value())
          .execute();
    }
    return free;
  }

  /** Edits that count as running and whose gateway runs no more. */
  List<EditRow> abandoned(Handle handle) {
    return handle
        .createQuery("select * from edit where %s order by started_at".formatted(ABANDONED))
        .map((row, context) -> edits.edit(row))
        .list();
  }
}
