package dev.chatbrush.gateway.storage;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL for tests: the one of CHATBRUSH_POSTGRES (a JDBC URL with user and password), else a
 * container where a Docker engine answers.
 */
public final class PostgresServer {
  private static String url;

  private PostgresServer() {}

  public static synchronized String url() {
    if (url == null) {
      url = find();
    }
    return url;
  }

  private static String find() {
    String given = System.getenv("CHATBRUSH_POSTGRES");
    if (given != null && !given.isBlank()) {
      return given;
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "no PostgreSQL: run './chatbrush test editor-gateway', which starts one, set"
              + " CHATBRUSH_POSTGRES to a JDBC URL with user and password, or start Docker");
    }
    PostgreSQLContainer container = new PostgreSQLContainer("postgres:17-alpine");
    container.start(); // Testcontainers removes it when this process ends
    return "%s&user=%s&password=%s"
        .formatted(container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }
}
