package dev.chatbrush.gateway.key;

import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.Scope;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table {@code access_key}. Each method works in its caller's transaction. */
@ApplicationScoped
public class KeyStore {
  void add(Handle handle, AccessKey key, String hash) {
    handle
        .createUpdate(
            """
            insert into access_key (id, hash, hint, name, owner, scopes, created_at, expires_at)
            values (:id, :hash, :hint, :name, :owner, :scopes, :createdAt, :expiresAt)\
            """)
        .bind("id", key.id())
        .bind("hash", hash)
        .bind("hint", key.hint())
        .bind("name", key.name())
        .bind("owner", key.owner().value())
        .bind(
            "scopes",
            key.scopes().stream().sorted().map(Scope::name).collect(Collectors.joining(" ")))
        .bind("createdAt", Database.moment(key.createdAt()))
        .bind("expiresAt", Database.moment(key.expiresAt()))
        .execute();
  }

  Optional<AccessKey> find(Handle handle, String hash) {
    return handle
        .createQuery("select * from access_key where hash = :hash")
        .bind("hash", hash)
        .map((row, context) -> key(row))
        .findOne();
  }

  /** Newest first. */
  List<AccessKey> list(Handle handle) {
    return handle
        .createQuery("select * from access_key order by created_at desc, id")
        .map((row, context) -> key(row))
        .list();
  }

  /** Tells whether there is such a key; one that was revoked before stays as it was. */
  boolean revoke(Handle handle, String id, Instant now) {
    return handle
            .createUpdate(
                "update access_key set revoked_at = coalesce(revoked_at, :now) where id = :id")
            .bind("id", id)
            .bind("now", Database.moment(now))
            .execute()
        > 0;
  }

  void used(Handle handle, String id, Instant now) {
    handle
        .createUpdate("update access_key set last_used_at = :now where id = :id")
        .bind("id", id)
        .bind("now", Database.moment(now))
        .execute();
  }

  private static AccessKey key(ResultSet row) throws SQLException {
    return new AccessKey(
        row.getString("id"),
        row.getString("hint"),
        row.getString("name"),
        new Owner(row.getString("owner")),
        scopes(row.getString("scopes")),
        instant(row, "created_at"),
        instant(row, "expires_at"),
        instant(row, "last_used_at"),
        instant(row, "revoked_at"));
  }

  private static Set<Scope> scopes(String names) {
    return Arrays.stream(names.split(" "))
        .map(Scope::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
