package dev.chatbrush.gateway.login;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.key.AccessKey;
import dev.chatbrush.gateway.key.Keys;
import dev.chatbrush.gateway.owner.Caller;
import dev.chatbrush.gateway.share.Share;
import dev.chatbrush.gateway.share.Shares;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds who comes with a key or with shared links. Thread-safe. */
@ApplicationScoped
public class Logins {
  private final Keys keys;
  private final Shares shares;

  public Logins(Keys keys, Shares shares) {
    this.keys = keys;
    this.shares = shares;
  }

  /**
   * Who it is, if anybody.
   *
   * @param refused whether what was sent on purpose opens nothing
   */
  record Verdict(Optional<Caller> caller, boolean refused) {}

  /** As {@link #find}, from memory alone; empty where something has to be looked up. */
  Optional<Verdict> peek(Credentials shown) {
    Optional<Optional<AccessKey>> key = key(shown).map(keys::peek).orElse(known());
    List<Optional<Optional<Share>>> links = links(shown).map(shares::peek).toList();
    if (key.isEmpty() || links.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(
        verdict(shown, key.get(), links.stream().flatMap(link -> link.get().stream()).toList()));
  }

  private static Optional<Optional<AccessKey>> known() {
    return Optional.of(Optional.empty());
  }

  /** Who comes with that. Blocks. */
  Verdict find(Credentials shown) {
    return verdict(
        shown,
        key(shown).flatMap(keys::find),
        links(shown).flatMap(secret -> shares.find(secret).stream()).toList());
  }

  private static Optional<String> key(Credentials shown) {
    return shown.bearer() == null
        ? Optional.ofNullable(shown.key())
        : Optional.of(shown.bearer()).filter(secret -> shown.isKey());
  }

  private static Stream<String> links(Credentials shown) {
    return shown.bearer() == null
        ? shown.links().stream()
        : Stream.of(shown.bearer()).filter(secret -> shown.isLink());
  }

  private static Verdict verdict(Credentials shown, Optional<AccessKey> key, List<Share> links) {
    boolean refused = shown.isKey() && key.isEmpty() || shown.isLink() && links.isEmpty();
    Map<SessionId, Boolean> shared = new HashMap<>();
    links.forEach(link -> shared.merge(link.session(), link.mayEdit(), Boolean::logicalOr));
    Optional<Caller> caller = key.map(known -> known.caller().with(shared));
    if (caller.isEmpty() && !shared.isEmpty()) {
      caller = Optional.of(Caller.guest(shared));
    }
    return new Verdict(caller, refused);
  }
}
