package dev.chatbrush.gateway.status;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How this gateway learns why a part does not answer. */
@ConfigMapping(prefix = "chatbrush.status")
public interface StatusConfig {
  /** File in which the parts' supervisor says what it does; none where nobody writes one. */
  Optional<Path> supervision();
}
