package dev.chatbrush.gateway.owner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Whether, and how, people and programs say who they are. */
@ConfigMapping(prefix = "chatbrush.login")
public interface LoginConfig {
  /**
   * Every request needs an API key, a login of the OIDC provider ({@code quarkus.oidc}) or a shared
   * link, and everybody sees their own sessions alone. Without, all is everybody's who reaches the
   * server.
   */
  @WithDefault("false")
  boolean required();

  /**
   * How long a key or a shared link that was looked up counts without being looked up again: so
   * long one that was revoked on another gateway may still open something.
   */
  @WithDefault("5s")
  Duration remember();

  /**
   * File that tells the first key for administering keys; made when missing, its owner's alone.
   * {@code ./chatbrush keys} reads it.
   */
  @WithDefault(".chatbrush/data/admin-key")
  Path adminKeyFile();
}
