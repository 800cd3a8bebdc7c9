package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.edit.EditConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Waits without a thread, and never until the connection is closed for its silence. */
@ApplicationScoped
public class Patience {
  private final Duration longest;

  public Patience(EditConfig config, VertxHttpConfig http) {
    Duration silence = http.idleTimeout().multipliedBy(5).dividedBy(6);
    this.longest = config.patience().compareTo(silence) < 0 ? config.patience() : silence;
  }

  Duration longest() {
    return longest;
  }

  /** What {@code awaited} brings in the time that the caller gives; empty when that is over. */
  <T> Uni<Optional<T>> await(Uni<T> awaited, Preference preference) {
    Duration patience = preference.patience(longest);
    return patience.isZero()
        ? Uni.createFrom().item(Optional.empty())
        : awaited.map(Optional::of).ifNoItem().after(patience).recoverWithItem(Optional.empty());
  }
}
