package dev.chatbrush.gateway.selection;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.SessionVersions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code selection}. Each method works in its caller's transaction. */
@ApplicationScoped
public class SelectionStore {
  private final Json json;

  public SelectionStore(Json json) {
    this.json = json;
  }

  Optional<StoredSelection> find(Handle handle, SessionId session) {
    return handle
        .createQuery("select content, uploaded from selection where session_id = :id")
        .bind("id", session.value())
        .map(
            (row, context) ->
                new StoredSelection(
                    json.read(row.getString("content"), SelectionView.class),
                    json.read(row.getString("uploaded"), RleView.class)))
        .findOne();
  }

  /** Takes the place of what was selected before. */
  void put(Handle handle, SessionId session, StoredSelection selection) {
    SessionVersions.raise(handle, session);
    remove(handle, session);
    handle
        .createUpdate(
            """
            insert into selection (session_id, content, uploaded)
            values (:id, :content, :uploaded)""")
        .bind("id", session.value())
        .bind("content", json.write(selection.view()))
        .bind("uploaded", selection.uploaded() == null ? null : json.write(selection.uploaded()))
        .execute();
  }

  /** Selects nothing any more. */
  public void delete(Handle handle, SessionId session) {
    SessionVersions.raiseIf(
        handle, session, "exists (select 1 from selection where session_id = session.id)");
    remove(handle, session);
  }

  private static void remove(Handle handle, SessionId session) {
    handle
        .createUpdate("delete from selection where session_id = :id")
        .bind("id", session.value())
        .execute();
  }
}
