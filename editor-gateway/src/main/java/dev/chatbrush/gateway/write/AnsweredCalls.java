package dev.chatbrush.gateway.write;

import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code answered_call}. Each method works in its caller's transaction. */
@ApplicationScoped
public class AnsweredCalls {
  /** A key, and within what it means something. */
  record Place(String scope, String key) {}

  /** What was asked under a key, and the JSON that it was answered with. */
  record Answered(String operation, String requestHash, String answer) {}

  Optional<Answered> find(Handle handle, Place place) {
    return handle
        .createQuery(
            """
            select operation, request_hash, answer from answered_call
            where scope = :scope and idempotency_key = :key\
            """)
        .bind("scope", place.scope())
        .bind("key", place.key())
        .map(
            (row, context) ->
                new Answered(
                    row.getString("operation"),
                    row.getString("request_hash"),
                    row.getString("answer")))
        .findOne();
  }

  /** Fails where the key has been answered before. */
  void put(Handle handle, Place place, Answered answered, Instant now) {
    handle
        .createUpdate(
            """
            insert into answered_call (scope, idempotency_key, operation, request_hash, answer,
                                       answered_at)
            values (:scope, :key, :operation, :hash, :answer, :at)\
            """)
        .bind("scope", place.scope())
        .bind("key", place.key())
        .bind("operation", answered.operation())
        .bind("hash", answered.requestHash())
        .bind("answer", answered.answer())
        .bind("at", Database.moment(now))
        .execute();
  }

  /** Forgets what was answered before that moment; tells how many. */
  int forgetBefore(Handle handle, Instant moment) {
    return handle
        .createUpdate("delete from answered_call where answered_at < :moment")
        .bind("moment", Database.moment(moment))
        .execute();
  }
}
