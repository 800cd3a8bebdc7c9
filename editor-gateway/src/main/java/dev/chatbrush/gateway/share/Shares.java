package dev.chatbrush.gateway.share;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.LoginConfig;
import dev.chatbrush.gateway.owner.Remembered;
import dev.chatbrush.gateway.owner.Secrets;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes links to sessions, finds them by their secrets, and revokes them. Thread-safe. */
@ApplicationScoped
public class Shares {
  /** What every link's secret begins with. */
  public static final String PREFIX = "cs_";

  private final ShareStore store;
  private final Database database;
  private final Secrets secrets;
  private final RandomIds ids;
  private final Clock clock;
  private final Remembered<Share> remembered;

  public Shares(
      ShareStore store,
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
    this.remembered =
        new Remembered<>(
            config.remember(),
            hash -> database.read(handle -> store.find(handle, hash)),
            share -> share.opens(clock.instant()));
  }

  /** A link that was made; its secret is told this once. */
  record Made(Share share, String secret) {}

  /**
   * @param expiresAt null for never
   */
  Made make(SessionId session, boolean mayEdit, Instant expiresAt) {
    String secret = secrets.draw(PREFIX);
    Share share = new Share(ids.next(), session, mayEdit, clock.instant(), expiresAt);
    database.change(tx -> store.add(tx.handle(), share, Secrets.hash(secret)));
    return new Made(share, secret);
  }

  /** Of that session, newest first. */
  List<Share> list(SessionId session) {
    return database.read(handle -> store.list(handle, session));
  }

  /** Fails with SHARE_NOT_FOUND. */
  void revoke(SessionId session, String id) {
    boolean removed = database.writeFromReserve(tx -> store.remove(tx.handle(), session, id));
    remembered.forget();
    if (!removed) {
      throw notFound();
    }
  }

  /** The failure of who shows a link that is none. */
  public static EditorException notFound() {
    return new EditorException(
        ProblemCode.SHARE_NOT_FOUND, "This link opens nothing: it was revoked or has expired.");
  }

  /** What the secret opens, as far as it is remembered; empty where it has to be looked up. */
  public Optional<Optional<Share>> peek(String secret) {
    return remembered.peek(secret);
  }

  /** The link of that secret, if it opens something now. Blocks. */
  public Optional<Share> find(String secret) {
    return remembered.find(secret);
  }
}
