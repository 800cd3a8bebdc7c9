package dev.chatbrush.gateway.key;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.owner.LoginConfig;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.Remembered;
import dev.chatbrush.gateway.owner.Scope;
import dev.chatbrush.gateway.owner.Secrets;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes keys, finds them by their secrets, and revokes them. Thread-safe. */
@ApplicationScoped
public class Keys {
  /** What every key's secret begins with. */
  public static final String PREFIX = "cb_";

  private static final int HINT = 10;
  private static final Duration USE_IS_NOTED = Duration.ofMinutes(1);

  private final KeyStore store;
  private final Database database;
  private final Secrets secrets;
  private final RandomIds ids;
  private final Clock clock;
  private final Remembered<AccessKey> remembered;

  public Keys(
      KeyStore store,
      Database database,
      Secrets secrets,
      RandomIds ids,
      Clock clock,
      LoginConfig config) {
    this.store = store;
    this.database = database;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
    this.remembered = new Remembered<>(config.remember(), this::read, this::opens);
  }

  /** A key that was made; its secret is told this once. */
  public record Made(AccessKey key, String secret) {}

  /**
   * @param expiresAt null for never
   */
  public Made make(String name, Owner owner, Set<Scope> scopes, Instant expiresAt) {
    String secret = secrets.draw(PREFIX);
    return new Made(add(secret, name, owner, scopes, expiresAt), secret);
  }

  /** A key of a secret that was drawn elsewhere. */
  AccessKey add(String secret, String name, Owner owner, Set<Scope> scopes, Instant expiresAt) {
    AccessKey key =
        new AccessKey(
            ids.next(),
            secret.substring(0, HINT),
            name,
            owner,
            scopes,
            clock.instant(),
            expiresAt,
            null,
            null);
    database.change(tx -> store.add(tx.handle(), key, Secrets.hash(secret)));
    return key;
  }

  /** All, newest first, those that open nothing any more too. */
  public List<AccessKey> list() {
    return database.read(store::list);
  }

  /** Whether that secret's key was ever made. */
  boolean isKnown(String secret) {
    String hash = Secrets.hash(secret);
    return database.read(handle -> store.find(handle, hash)).isPresent();
  }

  /** From now on it opens nothing here, on other gateways after what they remember. */
  public boolean revoke(String id) {
    Instant now = clock.instant();
    boolean known = database.writeFromReserve(tx -> store.revoke(tx.handle(), id, now));
    remembered.forget();
    return known;
  }

  /** What the secret opens, as far as it is remembered; empty where it has to be looked up. */
  public Optional<Optional<AccessKey>> peek(String secret) {
    return remembered.peek(secret);
  }

  /** The key of that secret, if it opens something now. Blocks. */
  public Optional<AccessKey> find(String secret) {
    return remembered.find(secret);
  }

  private boolean opens(AccessKey key) {
    return key.opens(clock.instant());
  }

  private Optional<AccessKey> read(String hash) {
    Optional<AccessKey> key = database.read(handle -> store.find(handle, hash));
    key.filter(this::opens).ifPresent(this::noteUse);
    return key;
  }

  private void noteUse(AccessKey key) {
    Instant now = clock.instant();
    Instant last = key.lastUsedAt();
    if (last == null || last.plus(USE_IS_NOTED).isBefore(now)) {
      database.changeFromReserve(tx -> store.used(tx.handle(), key.id(), now));
    }
  }
}
