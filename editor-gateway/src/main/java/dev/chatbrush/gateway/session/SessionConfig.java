package dev.chatbrush.gateway.session;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What may be uploaded. */
@ConfigMapping(prefix = "chatbrush.session")
public interface SessionConfig {
  /** A picture file. At most what the HTTP server lets in (quarkus.http.limits.max-body-size). */
  @WithDefault("32M")
  MemorySize maxUpload();
}
