package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.api.SessionId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * All rows that a session has, whichever room keeps them: a list, so that what a delete leaves out
 * can be seen. {@code DeletionTest} looks through the tables for one that is missing here.
 */
final class SessionRows {
  /** In the order in which they go: none is referred to by one that is left. */
  private static final List<String> REMOVALS =
      List.of(
          "delete from session_event where session_id = :id",
          "delete from edit_preview where edit_id in (select id from edit where session_id = :id)",
          "delete from message where session_id = :id",
          "delete from edit where session_id = :id",
          "delete from selection where session_id = :id",
          "delete from spent_selection where session_id = :id",
          "delete from reference_picture where session_id = :id",
          "delete from recipe_reference where session_id = :id",
          "update revision set parent = null where session_id = :id",
          "delete from revision where session_id = :id",
          // Also what the call that began it was answered with: its name stands there.
          """
          delete from answered_call
          where scope = :id or scope like 'new%' and answer like concat('%"id":"', :id, '"%')\
          """,
          "delete from session_share where session_id = :id",
          "delete from batch_picture where session_id = :id",
          "delete from session where id = :id");

  private SessionRows() {}

  static List<String> removals() {
    return REMOVALS;
  }

  /** Who calls holds the session's row. */
  static void remove(Handle handle, SessionId session) {
    for (String removal : REMOVALS) {
      handle.createUpdate(removal).bind("id", session.value()).execute();
    }
  }
}
