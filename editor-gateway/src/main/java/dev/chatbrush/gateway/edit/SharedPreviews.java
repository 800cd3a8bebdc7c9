package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.signal.Soon;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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
          handle
              .createUpdate("delete from edit_preview where edit_id = :edit")
              .bind("edit", editId)
              .execute();
          handle
              .createUpdate(
                  """
                  insert into edit_preview (edit_id, number, content)
                  select id, cast(:number as integer), cast(:content as bytea) from edit
                  where id = :edit and state = 'running'\
                  """)
              .bind("edit", editId)
              .bind("number", number)
              .bind("content", file)
              .execute();
        });
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
