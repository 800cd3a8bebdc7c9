package dev.chatbrush.gateway.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where pictures and rows are kept. */
@ConfigMapping(prefix = "chatbrush.storage")
public interface StorageConfig {
  /** Folder of the pictures; made when missing. */
  @WithDefault(".chatbrush/data/blobs")
  Path folder();

  /** {@code h2} (a file on this machine) or {@code postgresql}. */
  @WithDefault("h2")
  Kind database();

  /** Used when the database is {@code postgresql}. */
  Postgresql postgresql();

  /** The databases that are known. */
  enum Kind {
    H2,
    POSTGRESQL
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
