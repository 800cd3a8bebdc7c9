package dev.chatbrush.gateway.status;

import dev.chatbrush.gateway.storage.StorageCondition;
import dev.chatbrush.gateway.storage.StorageConfig;
import dev.chatbrush.gateway.storage.StorageState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How storage is, for dashboards and alerts. */
@Startup
@ApplicationScoped
public class StorageMeters {
  /** Gauge: 0 = ok, else how bad: the place of the condition in {@link StorageCondition}. */
  static final String CONDITION = "chatbrush.storage.condition";

  /** Gauge: bytes of the disk under the picture folder; tag kind = free or total. */
  static final String DISK = "chatbrush.storage.disk";

  public StorageMeters(StorageConfig config, StorageState state, MeterRegistry meters) {
    Gauge.builder(CONDITION, state, now -> now.now().ordinal()).register(meters);
    disk(meters, "free", config.folder(), FileStore::getUsableSpace);
    disk(meters, "total", config.folder(), FileStore::getTotalSpace);
  }

  @FunctionalInterface
  private interface Bytes {
    long of(FileStore disk) throws IOException;
  }

  private static void disk(MeterRegistry meters, String kind, Path folder, Bytes bytes) {
    Gauge.builder(DISK, () -> bytes(folder, bytes))
        .baseUnit("bytes")
        .tag("kind", kind)
        .register(meters);
  }

  /** NaN where there is no such folder, as with pictures in a bucket. */
  private static double bytes(Path folder, Bytes bytes) {
    try {
      return bytes.of(Files.getFileStore(folder));
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
