package dev.chatbrush.gateway.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.revision.HistoryStore;
import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.gateway.revision.Revision;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** Stores sessions until it is killed, and prints each picture's hash when it is stored. */
final class CrashWriter {
  private CrashWriter() {}

  static String url(Path folder) {
    return "jdbc:h2:chatbrush:" + folder.resolve("database");
  }

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    ReservedFilePath.register();
    JdbcConnectionPool pool = JdbcConnectionPool.create(url(folder), "", "");
    Flyway.configure().dataSource(pool).locations("db/migration").load().migrate();
    H2Keeper keeper = OpenDatabase.h2(url(folder), 0, 4 << 20, () -> {}, () -> {});
    keeper.restore();
    Database database = new Database(pool, true, keeper, new StorageState());
    HistoryStore store = new HistoryStore(new Json(new ObjectMapper()));
    FolderBlobStore blobs =
        new FolderBlobStore(folder.resolve("blobs"), 0, new StorageState(), new GatewayName("ME"));
    Clock clock = Clock.systemUTC();
    RandomIds ids = new RandomIds();
    Random random = new Random();
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out));
    while (true) {
      byte[] picture = new byte[1 + random.nextInt(200_000)];
      random.nextBytes(picture);
      BlobId image = blobs.put(picture);
      SessionId session = new SessionId(ids.next());
      Revision first =
          new Revision(1, null, null, 8, 8, image, false, null, null, null, clock.instant());
      database.change(
          tx ->
              store.create(
                  tx.handle(),
                  session,
                  Owner.LOCAL,
                  "photo",
                  clock.instant(),
                  Origin.UNKNOWN,
                  first));
      byte[] line = (image.value() + "\n").getBytes(StandardCharsets.US_ASCII);
      out.write(line, 0, line.length);
      out.flush();
    }
  }
}
