package dev.chatbrush.gateway.selection;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.SessionVersions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The tables {@code selection} and {@code spent_selection}. Each method works in its caller's
 * transaction.
 */
@ApplicationScoped
public class SelectionStore {
  private final Json json;

  public SelectionStore(Json json) {
    this.json = json;
  }

  /** What is selected. */
  public Optional<StoredSelection> find(Handle handle, SessionId session) {
    return handle
        .createQuery("select content, uploaded from selection where session_id = :id")
        .bind("id", session.value())
        .map((row, context) -> stored(row))
        .findOne();
  }

  /** Takes the place of what was selected before. */
  void put(Handle handle, SessionId session, StoredSelection selection) {
    SessionVersions.raise(handle, session);
    remove(handle, session);
    insert(handle, session, selection);
  }

  private void insert(Handle handle, SessionId session, StoredSelection selection) {
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

  /** Keeps what is selected as what each of {@code revisions} was made with. */
  void spend(Handle handle, SessionId session, List<Revision> revisions) {
    for (Revision revision : revisions) {
      handle
          .createUpdate(
              """
              insert into spent_selection (session_id, revision, content, uploaded)
              select session_id, cast(:revision as integer), content, uploaded
              from selection where session_id = :id""")
          .bind("id", session.value())
          .bind("revision", revision.number())
          .execute();
    }
  }

  /** What was selected when that revision was made. */
  Optional<StoredSelection> spent(Handle handle, SessionId session, int revision) {
    return handle
        .createQuery(
            """
            select content, uploaded from spent_selection
            where session_id = :id and revision = :revision""")
        .bind("id", session.value())
        .bind("revision", revision)
        .map((row, context) -> stored(row))
        .findOne();
  }

  /** All of those, by the numbers of the revisions. */
  public Map<Integer, StoredSelection> allSpent(Handle handle, SessionId session) {
    return handle
        .createQuery("select * from spent_selection where session_id = :id")
        .bind("id", session.value())
        .map((row, context) -> Map.entry(row.getInt("revision"), stored(row)))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  /** What a new session begins with; {@code selection} is null for nothing. */
  public void restore(
      Handle handle,
      SessionId session,
      StoredSelection selection,
      Map<Integer, StoredSelection> spent) {
    spent.forEach((revision, past) -> insertSpent(handle, session, revision, past));
    if (selection != null) {
      insert(handle, session, selection);
    }
  }

  private void insertSpent(
      Handle handle, SessionId session, int revision, StoredSelection selection) {
    handle
        .createUpdate(
            """
            insert into spent_selection (session_id, revision, content, uploaded)
            values (:id, :revision, :content, :uploaded)""")
        .bind("id", session.value())
        .bind("revision", revision)
        .bind("content", json.write(selection.view()))
        .bind("uploaded", selection.uploaded() == null ? null : json.write(selection.uploaded()))
        .execute();
  }

  private StoredSelection stored(ResultSet row) throws SQLException {
    return new StoredSelection(
        json.read(row.getString("content"), SelectionView.class),
        json.read(row.getString("uploaded"), RleView.class));
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
