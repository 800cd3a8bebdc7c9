package dev.chatbrush.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that stores pictures and rows, again and again: what it acknowledged is kept. */
class CrashTest {
  private static final int KILLS = 5;

  @TempDir Path folder;

  @Test
  void keepsWhatWasAcknowledged() throws IOException, InterruptedException {
    Random random = new Random(11);
    List<String> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged.addAll(runAndKill(3 + random.nextInt(20)));

      assertThat(stored()).as("after kill %d", kill).containsAll(acknowledged);
    }
    FolderBlobStore blobs =
        new FolderBlobStore(folder.resolve("blobs"), 0, new StorageState(), new GatewayName("ME"));
    for (String image : stored()) {
      assertThat(blobs.get(new BlobId(image))).as("no torn picture").isNotEmpty();
    }
  }

  /** The images that the writer acknowledged before it was killed. */
  private List<String> runAndKill(int after) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CrashWriter.class.getName(),
                folder.toString())
            .redirectError(Files.createTempFile(folder, "writer", ".log").toFile())
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      while (lines.size() < after) {
        String line = out.readLine();
        assertThat(line).as("the writer goes on; see its log in " + folder).isNotNull();
        lines.add(line);
      }
      writer.toHandle().destroyForcibly(); // unlike destroyForcibly() it leaves the stream open
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.length() == 64) { // the kill may cut the last line
          lines.add(line);
        }
      }
    }
    assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return lines;
  }

  private List<String> stored() {
    ReservedFilePath.register();
    JdbcConnectionPool pool = JdbcConnectionPool.create(CrashWriter.url(folder), "", "");
    try {
      return Jdbi.create(pool)
          .withHandle(
              handle ->
                  handle.createQuery("select image from revision").mapTo(String.class).list());
    } finally {
      pool.dispose();
    }
  }
}
