package dev.chatbrush.gateway.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Who may come in. */
@ConfigMapping(prefix = "chatbrush.access")
public interface AccessConfig {
  /**
   * Lets the server listen on other addresses than this machine's own although it asks nobody for a
   * login ({@code chatbrush.login.required}). For networks where everybody may see and change
   * everything.
   */
  @WithDefault("false")
  boolean allowAnonymous();

  /**
   * Host names, without port, under which this server is reached, beside this machine's own names.
   * Requests for others are refused (DNS rebinding). Comma-separated.
   */
  Optional<Set<String>> hosts();

  /** Further origins whose pages may call this server, as in {@code https://photos.example}. */
  Optional<Set<String>> origins();

  /** Bodies on their way in. */
  Body body();

  /** Connections. */
  Connection connection();

  /** How slowly, how large and how many at once bodies may come. */
  interface Body {
    /**
     * Bytes a second that must come, and that a client must take of a reply, on average over each
     * {@code patience}; slower ones are cut with REQUEST_TOO_SLOW.
     */
    @WithDefault("16K")
    MemorySize minRate();

    /** How long a pause may be before a body counts as too slow. */
    @WithDefault("10s")
    Duration patience();

    /** Bodies that are no form are kept in memory until they are answered; all together so much. */
    @WithDefault("96M")
    MemorySize memory();

    /**
     * Size of a body that is JSON; pictures may have what quarkus.http.limits.max-body-size says.
     */
    @WithDefault("1M")
    MemorySize json();

    /** Size of a body that holds many pictures: a session's file, a batch. */
    @WithDefault("512M")
    MemorySize large();

    /** Such bodies at a time, until they are answered; more are refused with OVERLOADED. */
    @WithDefault("4")
    int largeAtOnce();

    /** Unfinished bodies at a time. */
    @WithDefault("512")
    int unfinished();

    /**
     * Unfinished bodies at a time of one client address; more are answered TOO_MANY_REQUESTS.
     * Behind a proxy the address is what it forwards, if quarkus.http.proxy lets it.
     */
    @WithDefault("64")
    int unfinishedPerClient();
  }

  /** How long and how many; what is idle goes after quarkus.http.idle-timeout. */
  interface Connection {
    /** Time for a request's headers, from their first byte. */
    @WithDefault("10s")
    Duration headerTimeout();

    /**
     * Connections at a time of one client address; more are answered TOO_MANY_REQUESTS. Not counted
     * where quarkus.http.proxy names clients, since all connections are the proxy's then.
     */
    @WithDefault("512")
    int perClient();
  }
}
