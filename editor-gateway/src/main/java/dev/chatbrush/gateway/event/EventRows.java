package dev.chatbrush.gateway.event;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;

/** The table {@code session_event}. Each method works in its caller's transaction. */
@ApplicationScoped
public class EventRows {
  private static final String OLDER =
      "told_at < current_timestamp - cast(:millis as bigint) * interval '0.001' second";

  private final Json json;
  private final Iterable<CurrentData> current;

  @Inject
  EventRows(Json json, Instance<CurrentData> current) {
    this(json, (Iterable<CurrentData>) current);
  }

  EventRows(Json json, Iterable<CurrentData> current) {
    this.json = json;
    this.current = current;
  }

  /** Adds an event and returns its number; the session's row stays locked until the end. */
  long append(Handle handle, SessionId session, Event event) {
    int found =
        handle
            .createUpdate("update session set last_event = last_event + 1 where id = :session")
            .bind("session", session.value())
            .execute();
    if (found == 0) {
      throw session.notFound();
    }
    handle
        .createUpdate(
            """
            insert into session_event (session_id, number, name, data, told_at)
            select id, last_event, cast(:name as varchar), cast(:data as text), current_timestamp
            from session where id = :session\
            """)
        .bind("session", session.value())
        .bind("name", event.name())
        .bind("data", data(event))
        .execute();
    return last(handle, session);
  }

  private String data(Event event) {
    return event.lasting() == Event.Lasting.CURRENT ? null : json.write(event.data());
  }

  /**
   * As {@link #append}, and tells it other gateways, all in one call: for PostgreSQL alone.
   *
   * @param channel of the NOTIFY
   * @param signal what it says, but the number at its end
   */
  long appendAndTell(Handle handle, SessionId session, Event event, String channel, String signal) {
    return handle
        .createQuery(
            """
            with place as (
              update session set last_event = last_event + 1 where id = :session
              returning last_event),
            kept as (
              insert into session_event (session_id, number, name, data, told_at)
              select :session, last_event, :name, cast(:data as text), current_timestamp from place
              returning number)
            select number, pg_notify(:channel, :signal || number) from kept\
            """)
        .bind("session", session.value())
        .bind("name", event.name())
        .bind("data", data(event))
        .bind("channel", channel)
        .bind("signal", signal)
        .map((row, context) -> row.getLong("number"))
        .findOne()
        .orElseThrow(session::notFound);
  }

  /** The number of the newest; 0 before the first. */
  long last(Handle handle, SessionId session) {
    return handle
        .createQuery("select last_event from session where id = :session")
        .bind("session", session.value())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(session::notFound);
  }

  /**
   * Those after a number, in their order, {@code most} at most. What is not kept with them is read
   * once for all of a name: it is the same for each of them, and large.
   */
  List<Event> after(Handle handle, SessionId session, long number, int most) {
    Map<String, RawJson> now = new HashMap<>();
    return handle
        .createQuery(
            """
            select number, name, data from session_event
            where session_id = :session and number > :number order by number limit :most\
            """)
        .bind("session", session.value())
        .bind("number", number)
        .bind("most", most)
        .map(
            (row, context) ->
                event(row, name -> now.computeIfAbsent(name, n -> now(n, handle, session))))
        .list();
  }

  /** Where the edit stands that runs in the session: the newest of each name since its begin. */
  List<Event> standing(Handle handle, SessionId session) {
    Map<String, Event> newest = new LinkedHashMap<>();
    handle
        .createQuery(
            """
            select number, name, data from session_event
            where session_id = :session and name <> 'selection'
            and number >= (
              select max(number) from session_event
              where session_id = :session and name = 'accepted')
            and exists (select 1 from session where id = :session and active_edit is not null)
            order by number\
            """)
        .bind("session", session.value())
        .map((row, context) -> event(row, name -> now(name, handle, session)).numbered(0))
        .forEach(
            event -> {
              newest.remove(event.name()); // so that it moves to the end
              newest.put(event.name(), event);
            });
    return List.copyOf(newest.values());
  }

  private static Event event(ResultSet row, Function<String, RawJson> now) throws SQLException {
    String name = row.getString("name");
    String data = row.getString("data");
    return new Event(name, data == null ? now.apply(name) : new RawJson(data))
        .numbered(row.getLong("number"));
  }

  private RawJson now(String name, Handle handle, SessionId session) {
    CurrentData found =
        StreamSupport.stream(current.spliterator(), false)
            .filter(source -> source.event().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nobody has the data of events " + name));
    return new RawJson(json.write(found.now(handle, session)));
  }

  /** Whether there are any as old as that. */
  boolean anyOlder(Handle handle, Duration age) {
    return handle
        .createQuery("select exists (select 1 from session_event where %s)".formatted(OLDER))
        .bind("millis", age.toMillis())
        .mapTo(Boolean.class)
        .one();
  }

  int forgetOlder(Handle handle, Duration age) {
    return handle
        .createUpdate("delete from session_event where %s".formatted(OLDER))
        .bind("millis", age.toMillis())
        .execute();
  }
}
