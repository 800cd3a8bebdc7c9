package dev.chatbrush.gateway.archive;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/** Takes sessions out as manifests, and files in as sessions. */
@ApplicationScoped
class ArchiveService {
  private final Database database;
  private final ArchiveStore store;
  private final ArchiveReader reader;
  private final Writes writes;
  private final RandomIds ids;

  ArchiveService(
      Database database, ArchiveStore store, ArchiveReader reader, Writes writes, RandomIds ids) {
    this.database = database;
    this.store = store;
    this.reader = reader;
    this.writes = writes;
    this.ids = ids;
  }

  /** What an import answers, once for each key; {@code id} is where it stands in what was begun. */
  record Imported(SessionId id) {}

  /** The session now, or the failure SESSION_NOT_FOUND. */
  Manifest manifest(SessionId session) {
    return database.read(handle -> store.read(handle, session));
  }

  /**
   * Makes a session of a file, once for each key. All its pictures are stored before its rows,
   * which come in one transaction. Fails as {@link ArchiveReader#takeIn}.
   */
  SessionId add(Write write, Path file) {
    return writes
        .once(
            write,
            Imported.class,
            () -> {
              Manifest manifest = reader.takeIn(file);
              SessionId session = new SessionId(ids.next());
              return transaction -> {
                store.write(transaction.handle(), session, manifest);
                return new Imported(session);
              };
            })
        .id();
  }
}
