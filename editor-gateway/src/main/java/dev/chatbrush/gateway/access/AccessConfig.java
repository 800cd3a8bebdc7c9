package dev.chatbrush.gateway.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Who may come in. */
@ConfigMapping(prefix = "chatbrush.access")
public interface AccessConfig {
  /**
   * Lets the server listen on other addresses than this machine's own although it asks nobody for a
   * login. For networks where everybody may see and change everything.
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
}
