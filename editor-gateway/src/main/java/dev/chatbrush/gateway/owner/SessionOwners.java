package dev.chatbrush.gateway.owner;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.chatbrush.calls.CallOwner;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.Database;
import io.grpc.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whose each session is. An owner never changes and an id never comes again, so what was read once
 * holds: clicks read nothing. A session that was deleted is not found by what comes after.
 * Thread-safe.
 */
@ApplicationScoped
public class SessionOwners {
  private static final int KEPT = 50_000;

  private final Cache<SessionId, Owner> known = CacheBuilder.newBuilder().maximumSize(KEPT).build();
  private final Function<SessionId, Optional<Owner>> read;

  @Inject
  SessionOwners(Database database) {
    this(session -> read(database, session));
  }

  /**
   * @param read finds whose a session is; blocks
   */
  public SessionOwners(Function<SessionId, Optional<Owner>> read) {
    this.read = read;
  }

  /** Empty where there is no such session. */
  public Optional<Owner> of(SessionId session) {
    Owner owner = known.getIfPresent(session);
    if (owner != null) {
      return Optional.of(owner);
    }
    Optional<Owner> found = read.apply(session);
    found.ifPresent(one -> known.put(session, one));
    return found;
  }

  /** What {@code calls} asks of other services, it asks on behalf of the session's owner. */
  public <T> T asking(SessionId session, Supplier<T> calls) {
    String owner = of(session).map(Owner::pseudonym).orElse("");
    Context asking = CallOwner.in(Context.current(), owner);
    Context before = asking.attach();
    try {
      return calls.get();
    } finally {
      asking.detach(before);
    }
  }

  private static Optional<Owner> read(Database database, SessionId session) {
    return database.read(
        handle ->
            handle
                .createQuery("select owner from session where id = :id")
                .bind("id", session.value())
                .mapTo(String.class)
                .findOne()
                .map(Owner::new));
  }
}
