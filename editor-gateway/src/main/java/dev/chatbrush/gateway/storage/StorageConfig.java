package dev.chatbrush.gateway.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where pictures and rows are kept. */
@ConfigMapping(prefix = "chatbrush.storage")
public interface StorageConfig {
  /** {@code folder}, or {@code s3}: a bucket, see {@code chatbrush.s3}. */
  @WithDefault("folder")
  Place pictures();

  /** Folder of the pictures; made when missing. */
  @WithDefault(".chatbrush/data/blobs")
  Path folder();

  /**
   * Bytes of the disk that pictures leave alone; with less it counts as full. Where the database's
   * file lies on another disk, there too.
   */
  @WithDefault("32M")
  MemorySize keepFree();

  /** Bytes set aside beside H2's file, so that undo goes on while the disk is full. */
  @WithDefault("8M")
  MemorySize reserve();

  /** {@code h2} (a file on this machine) or {@code postgresql}. */
  @WithDefault("h2")
  Kind database();

  /** Used when the database is {@code h2}. */
  H2 h2();

  /** Used when the database is {@code postgresql}. */
  Postgresql postgresql();

  /** The stores of pictures that are known. */
  enum Place {
    FOLDER,
    S3
  }

  /** The databases that are known. */
  enum Kind {
    H2,
    POSTGRESQL
  }

  /** Where H2 keeps its rows. */
  interface H2 {
    /** Its file, without the ending {@code .mv.db}. */
    @WithDefault(".chatbrush/data/h2/chatbrush")
    String file();
  }

  /** How to reach PostgreSQL. */
  interface Postgresql {
    /** JDBC URL. */
    @WithDefault("jdbc:postgresql://127.0.0.1:5432/chatbrush")
    String url();

    /** Role that owns the tables. */
    @WithDefault("chatbrush")
    String username();

    /** Password of the role; none for trust or peer authentication. */
    Optional<String> password();
  }
}
