package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.api.EntityTag;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.write.WriteConditions;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;

/**
 * The number of a session's state: it rises with each change of what a session shows, in the
 * transaction that changes it. Each method works in its caller's transaction.
 */
public final class SessionVersions {
  /** What an update of a session's row sets, whatever else it does. */
  public static final String RAISED = "version = version + 1, changed_at = current_timestamp";

  private SessionVersions() {}

  /** The number now, or the failure SESSION_NOT_FOUND. */
  public static long get(Handle handle, SessionId session) {
    return handle
        .createQuery("select version from session where id = :id")
        .bind("id", session.value())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(session::notFound);
  }

  /** When it became what it is, or the failure SESSION_NOT_FOUND. */
  public static Instant changedAt(Handle handle, SessionId session) {
    return handle
        .createQuery("select changed_at from session where id = :id")
        .bind("id", session.value())
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant)
        .orElseThrow(session::notFound);
  }

  /**
   * Says that the session is another from now on; its row stays locked until the end. Fails with
   * SESSION_NOT_FOUND.
   */
  public static void raise(Handle handle, SessionId session) {
    if (raiseIf(handle, session, "true") == 0) {
      throw session.notFound();
    }
  }

  /**
   * As {@link #raise} where {@code condition} holds, an expression of SQL. Before the change, so
   * that all lock the session's row first and none waits for another in a circle. Tells how many
   * rows it was, 0 or 1.
   */
  public static int raiseIf(Handle handle, SessionId session, String condition) {
    return handle
        .createUpdate("update session set %s where id = :id and %s".formatted(RAISED, condition))
        .bind("id", session.value())
        .execute();
  }

  /**
   * Fails with SESSION_NOT_FOUND, or PRECONDITION_FAILED where the caller saw another state. Where
   * there is a condition the row stays locked until the end, so that it holds for what follows.
   */
  public static void require(Handle handle, SessionId session, WriteConditions conditions) {
    if (conditions.ifMatch() != null) {
      long now =
          handle
              .createQuery("select version from session where id = :id for update")
              .bind("id", session.value())
              .mapTo(Long.class)
              .findOne()
              .orElseThrow(session::notFound);
      conditions.require(EntityTag.of(now));
    }
  }
}
