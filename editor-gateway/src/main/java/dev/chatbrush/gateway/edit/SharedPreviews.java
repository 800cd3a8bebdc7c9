package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.signal.Soon;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code edit_preview}: the newest preview of each running edit, for pages that another
 * gateway serves. Where there can be no other it stays empty.
 */
@ApplicationScoped
public class SharedPreviews {
  private final Database database;
  private final Soon soon;

  public SharedPreviews(Database database, Soon soon) {
    this.database = database;
    this.soon = soon;
  }

  /** Keeps it unless a newer one comes at once; not of an edit that has ended. */
  void keep(String editId, int number, byte[] file) {
    soon.write(
        "preview of " + editId,
        handle -> {
          if (holds(handle, editId)) {
            put(handle, editId, number, file);
          }
        });
  }

  /**
   * Locks a running edit, so that it does not end before its preview is there to be deleted with
   * its end. Waits for nobody: where something of the edit is stored at this moment, a newer
   * picture than the preview comes.
   */
  private static boolean holds(Handle handle, String editId) {
    return handle
        .createQuery(
            "select id from edit where id = :edit and state = 'running' for update skip locked")
        .bind("edit", editId)
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  private static void put(Handle handle, String editId, int number, byte[] file) {
    handle
        .createUpdate("delete from edit_preview where edit_id = :edit")
        .bind("edit", editId)
        .execute();
    handle
        .createUpdate(
            """
            insert into edit_preview (edit_id, number, content)
            values (:edit, :number, cast(:content as bytea))\
            """)
        .bind("edit", editId)
        .bind("number", number)
        .bind("content", file)
        .execute();
  }

  /**
   * The newest, where that is no older than asked for.
   *
   * @param number 0 = any
   */
  public Optional<byte[]> find(String editId, int number) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select content from edit_preview where edit_id = :edit and number >= :number\
                    """)
                .bind("edit", editId)
                .bind("number", number)
                .mapTo(byte[].class)
                .findOne());
  }
}
