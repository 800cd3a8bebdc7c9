package dev.chatbrush.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * The files of an H2 database {@code jdbc:h2:chatbrush:PATH}: their writes find room in a {@link
 * Reserve} when the disk is full, they can be read by their owner alone, and an interrupted thread
 * does not close them, which would end the database.
 *
 * <p>H2 makes the instances, so what they need is known to the class.
 */
public final class ReservedFilePath extends FilePathWrapper {
  static final String SCHEME = "chatbrush";
  private static final Map<Path, Reserve> RESERVES = new ConcurrentHashMap<>();

  /** For H2. */
  public ReservedFilePath() {}

  /** Has the database's writes use {@code reserve}. */
  static void use(Path database, Reserve reserve) {
    RESERVES.put(file(database), reserve);
    register();
  }

  static void register() {
    FilePath.register(new ReservedFilePath());
  }

  static Path file(Path database) {
    return Path.of(database + ".mv.db").toAbsolutePath().normalize();
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public boolean isAbsolute() {
    return true; // relative ones are taken from the working directory, as everywhere
  }

  private Path path() {
    return Path.of(name.substring(name.indexOf(':') + 1)).toAbsolutePath().normalize();
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    Path path = path();
    if (!mode.equals("r") && !Files.exists(path)) {
      DurableFiles.createPrivate(path);
    }
    FileChannel file = FilePath.get("async:" + path).open(mode);
    Reserve reserve = RESERVES.get(path);
    return reserve == null ? file : new ReservedFile(file, reserve);
  }
}
