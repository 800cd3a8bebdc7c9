package dev.chatbrush.gateway.session;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What may be uploaded, and how long it stays. */
@ConfigMapping(prefix = "chatbrush.session")
public interface SessionConfig {
  /** A picture file. At most what the HTTP server lets in (quarkus.http.limits.max-body-size). */
  @WithDefault("32M")
  MemorySize maxUpload();

  /** A session that nobody has changed for so long is deleted. Without it none is. */
  Optional<Duration> keepFor();

  /**
   * While all pictures together have more bytes, the session is deleted that was changed longest
   * ago. Without it none is.
   */
  Optional<MemorySize> quota();

  /**
   * Bytes of all pictures of one owner's sessions, above which nothing more is begun for that owner
   * (STORED_TOO_MUCH). Without it there is no such bound.
   */
  Optional<MemorySize> quotaPerOwner();

  /**
   * A picture that no session refers to is removed once nobody has stored it for so long. Longer
   * than anything may take between storing a picture and its row: an edit of several variations
   * above all.
   */
  @WithDefault("1h")
  Duration grace();
}
