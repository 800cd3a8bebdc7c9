package dev.chatbrush.gateway.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.storage.StorageConfig;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the rows is made while they are open, and opens by itself. */
@QuarkusTest
class H2CopiesTest extends GatewayTest {
  @TempDir Path folder;
  @Inject StorageConfig config;

  private Path file(String ending) {
    return Path.of(config.h2().file() + ending);
  }

  @AfterEach
  void clean() throws IOException {
    Files.deleteIfExists(file(".copy.zip"));
    Files.deleteIfExists(file(".copy-failed"));
  }

  @Test
  void copiesOnlyWhenItIsWanted() throws IOException, SQLException, InterruptedException {
    String id = newSession(16, 16);
    assertThat(file(".copy.zip")).doesNotExist();

    want();
    String later = newSession(16, 16);

    unpack(file(".copy.zip"), folder.resolve("copy.mv.db"));
    try (Connection rows = DriverManager.getConnection("jdbc:h2:" + folder.resolve("copy"))) {
      assertThat(has(rows, id)).isTrue();
      assertThat(has(rows, later)).isFalse();
    }
  }

  @Test
  void saysWhyItCannot() throws IOException, InterruptedException {
    // H2 tries to write its own file again and again, and has garbage collected each time.
    Path inTheWay = Files.createDirectory(file(".copy.zip")).resolve("in the way");
    Files.createFile(inTheWay);

    want();

    assertThat(file(".copy-failed")).content().isNotBlank();
    Files.delete(inTheWay);
    assertThat(file(".copy-partial.zip")).doesNotExist();
    newSession(16, 16);
  }

  /** It looks every second. */
  private void want() throws IOException, InterruptedException {
    Files.createFile(file(".copy-wanted"));
    while (Files.exists(file(".copy-wanted"))) {
      Thread.sleep(50);
    }
  }

  private static boolean has(Connection rows, String session) throws SQLException {
    try (ResultSet found =
        rows.createStatement()
            .executeQuery("select 1 from session where id = '%s'".formatted(session))) {
      return found.next();
    }
  }

  private static void unpack(Path archive, Path target) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      ZipEntry entry = zip.getNextEntry();
      assertThat(entry.getName()).endsWith(".mv.db");
      Files.copy(zip, target);
    }
  }
}
