package dev.chatbrush.gateway.archive;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Begun;
import dev.chatbrush.gateway.owner.SessionAccess;
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
  private final SessionAccess access;

  ArchiveService(
      Database database,
      ArchiveStore store,
      ArchiveReader reader,
      Writes writes,
      SessionAccess access) {
    this.database = database;
    this.store = store;
    this.reader = reader;
    this.writes = writes;
    this.access = access;
  }

  /** What an import answers, once for each key; {@code id} is where it stands in what was begun. */
  record Imported(SessionId id) {}

  /** The session now, or the failure SESSION_NOT_FOUND. */
  Manifest manifest(SessionId session) {
    return database.read(handle -> store.read(handle, session));
  }

  /**
   * Makes a session of a file, once for each key. All its pictures are stored before its rows,
   * which come in one transaction. Without a file (null) it is ARCHIVE_INVALID; else it fails as
   * {@link ArchiveReader#takeIn}.
   */
  SessionId add(Write write, Path file) {
    Begun begun = access.begin(); // before the work of reading
    if (file == null) {
      throw ArchiveProblems.missing();
    }
    return writes
        .once(
            write,
            Imported.class,
            () -> {
              Manifest manifest = reader.takeIn(file);
              return transaction -> {
                store.write(transaction.handle(), begun, manifest);
                return new Imported(begun.session());
              };
            })
        .id();
  }
}
