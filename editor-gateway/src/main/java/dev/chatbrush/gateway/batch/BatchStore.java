package dev.chatbrush.gateway.batch;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.GatewayName;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The tables {@code batch} and {@code batch_picture}. Each method works in its caller's
 * transaction.
 */
@ApplicationScoped
class BatchStore {
  private static final String ABANDONED =
      """
      finished_at is null and not exists (
        select 1 from gateway where id = batch.carrier and lease_until >= current_timestamp)\
      """;

  private final Json json;
  private final GatewayName self;

  BatchStore(Json json, GatewayName self) {
    this.json = json;
    this.self = self;
  }

  /** A new one, which this gateway carries out. */
  void create(Handle handle, Batch batch) {
    handle
        .createUpdate(
            """
            insert into batch (id, owner, replay, state, created_at, carrier)
            values (:id, :owner, :replay, :state, :at, :self)\
            """)
        .bind("id", batch.id().value())
        .bind("owner", batch.owner().value())
        .bind("replay", json.write(batch.replay()))
        .bind("state", batch.state().name())
        .bind("at", Database.moment(batch.createdAt()))
        .bind("self", self.value())
        .execute();
    for (BatchPicture picture : batch.pictures()) {
      handle
          .createUpdate(
              """
              insert into batch_picture (batch_id, place, name, upload, state)
              values (:batch, :place, :name, :upload, :state)\
              """)
          .bind("batch", batch.id().value())
          .bind("place", picture.place())
          .bind("name", picture.name())
          .bind("upload", picture.upload().value())
          .bind("state", picture.state().name())
          .execute();
    }
  }

  /** The batch, or the failure BATCH_NOT_FOUND. */
  Batch get(Handle handle, BatchId id) {
    return handle
        .createQuery("select * from batch where id = :id")
        .bind("id", id.value())
        .map(
            (row, context) ->
                new Batch(
                    id,
                    new Owner(row.getString("owner")),
                    json.read(row.getString("replay"), EditRequest.Replay.class),
                    Batch.State.valueOf(row.getString("state")),
                    instant(row, "created_at"),
                    instant(row, "finished_at"),
                    pictures(handle, id)))
        .findOne()
        .orElseThrow(id::notFound);
  }

  private List<BatchPicture> pictures(Handle handle, BatchId id) {
    return handle
        .createQuery("select * from batch_picture where batch_id = :id order by place")
        .bind("id", id.value())
        .map((row, context) -> picture(row))
        .list();
  }

  private BatchPicture picture(ResultSet row) throws SQLException {
    String upload = row.getString("upload");
    String session = row.getString("session_id");
    return new BatchPicture(
        row.getInt("place"),
        row.getString("name"),
        upload == null ? null : new BlobId(upload),
        session == null ? null : new SessionId(session),
        BatchPicture.State.valueOf(row.getString("state")),
        json.read(row.getString("problem"), Problem.class));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  /** Locks a batch of this gateway; false where another carries it out now, or it is gone. */
  boolean hold(Handle handle, BatchId id) {
    return handle
            .createUpdate(
                """
                update batch set carrier = carrier
                where id = :id and carrier = :self and finished_at is null\
                """)
            .bind("id", id.value())
            .bind("self", self.value())
            .execute()
        == 1;
  }

  /** What has become of a picture. */
  void put(Handle handle, BatchId id, BatchPicture picture) {
    handle
        .createUpdate(
            """
            update batch_picture
            set upload = :upload, session_id = :session, state = :state, problem = :problem
            where batch_id = :batch and place = :place\
            """)
        .bind("upload", picture.upload() == null ? null : picture.upload().value())
        .bind("session", picture.session() == null ? null : picture.session().value())
        .bind("state", picture.state().name())
        .bind("problem", picture.problem() == null ? null : json.write(picture.problem()))
        .bind("batch", id.value())
        .bind("place", picture.place())
        .execute();
  }

  /** Asks for its end; false where it has ended. */
  boolean cancel(Handle handle, BatchId id) {
    return handle
            .createUpdate("update batch set state = :state where id = :id and finished_at is null")
            .bind("state", Batch.State.CANCELLING.name())
            .bind("id", id.value())
            .execute()
        == 1;
  }

  void finish(Handle handle, BatchId id, Batch.State state, Instant at) {
    handle
        .createUpdate("update batch set state = :state, finished_at = :at where id = :id")
        .bind("state", state.name())
        .bind("at", Database.moment(at))
        .bind("id", id.value())
        .execute();
  }

  /** Those whose gateway runs no more. */
  List<String> abandoned(Handle handle) {
    return handle.createQuery("select id from batch where " + ABANDONED).mapTo(String.class).list();
  }

  /** Makes those this gateway's own whose gateway runs no more, and gives their names. */
  List<BatchId> takeOver(Handle handle) {
    List<BatchId> free =
        handle
            .createQuery(
                "select id from batch where %s for update skip locked".formatted(ABANDONED))
            .map((row, context) -> new BatchId(row.getString("id")))
            .list();
    for (BatchId id : free) {
      handle
          .createUpdate("update batch set carrier = :self where id = :id")
          .bind("self", self.value())
          .bind("id", id.value())
          .execute();
    }
    return free;
  }

  /** Forgets a batch; its sessions stay. */
  void remove(Handle handle, BatchId id) {
    handle
        .createUpdate("delete from batch_picture where batch_id = :id")
        .bind("id", id.value())
        .execute();
    handle.createUpdate("delete from batch where id = :id").bind("id", id.value()).execute();
  }

  List<BatchId> finishedBefore(Handle handle, Instant moment) {
    return handle
        .createQuery("select id from batch where finished_at < :moment")
        .bind("moment", Database.moment(moment))
        .map((row, context) -> new BatchId(row.getString("id")))
        .list();
  }
}
