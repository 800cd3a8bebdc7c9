package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.storage.StorageConfig;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Copies H2's rows while it runs, since no other process may open its file: {@code ./chatbrush
 * backup} writes {@code FILE.copy-wanted}, and finds {@code FILE.copy.zip} once that is gone again,
 * or why not in {@code FILE.copy-failed}. A file, since who may write it may read the rows anyway,
 * which can be said of no port.
 */
@ApplicationScoped
public class H2Copies {
  private static final Logger LOG = Logger.getLogger(H2Copies.class);

  private final InjectableInstance<AgroalDataSource> rows;
  private final boolean used;
  private final Path wanted;
  private final Path partial;
  private final Path copy;
  private final Path failed;

  public H2Copies(@Default InjectableInstance<AgroalDataSource> rows, StorageConfig config) {
    String file = config.h2().file();
    this.rows = rows;
    this.used = config.database() == StorageConfig.Kind.H2;
    this.wanted = Path.of(file + ".copy-wanted");
    this.partial = Path.of(file + ".copy-partial.zip");
    this.copy = Path.of(file + ".copy.zip");
    this.failed = Path.of(file + ".copy-failed");
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() throws IOException {
    if (!used || !Files.exists(wanted)) {
      return;
    }
    Files.deleteIfExists(failed);
    try {
      copy();
      Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
      LOG.infof("rows were copied to %s", copy);
    } catch (SQLException | RuntimeException | IOException e) {
      LOG.errorf(e, "rows could not be copied");
      Files.deleteIfExists(partial);
      Files.writeString(failed, String.valueOf(e.getMessage()));
    } finally {
      Files.deleteIfExists(wanted);
    }
  }

  /**
   * Consistent as of its beginning, and nobody waits for it (H2, "BACKUP"). Not by the storage's
   * own ways: where there is no room for a copy they would look after the rows, which are well.
   */
  private void copy() throws SQLException {
    try (Connection connection = rows.get().getConnection();
        PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
      backup.setString(1, partial.toString());
      backup.executeUpdate();
    }
  }
}
