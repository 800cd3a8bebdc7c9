package dev.chatbrush.gateway.event;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.signal.Signal;
import dev.chatbrush.gateway.signal.Signals;
import dev.chatbrush.gateway.signal.Soon;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What was told in a session, kept for a while, and how other gateways hear of it. */
@ApplicationScoped
public class Told {
  /** Who missed more reads the session instead, which costs less. */
  static final int MOST_MISSED = 200;

  private final Database database;
  private final EventRows rows;
  private final Signals signals;
  private final Soon soon;
  private final Json json;

  public Told(Database database, EventRows rows, Signals signals, Soon soon, Json json) {
    this.database = database;
    this.rows = rows;
    this.signals = signals;
    this.soon = soon;
    this.json = json;
  }

  /** Stores an event with what it tells of, and returns it with its number. */
  Event keep(Handle handle, SessionId session, Event event) {
    if (!signals.areHeard()) {
      return event.numbered(rows.append(handle, session, event));
    }
    String signal = signals.of(Signal.Kind.STORED, session, "").wire();
    return event.numbered(rows.appendAndTell(handle, session, event, Signals.CHANNEL, signal));
  }

  /** Has other gateways hear of an event that is not kept, unless a newer one comes soon. */
  void pass(SessionId session, Event event) {
    if (signals.areHeard()) {
      String text = event.name() + " " + json.write(event.data());
      Signal signal = signals.of(Signal.Kind.PASSING, session, text);
      soon.write(session + " " + event.name(), handle -> signals.tell(handle, signal));
    }
  }

  static Event passing(Signal signal) {
    String[] parts = signal.text().split(" ", 2);
    return Event.passing(parts[0], new RawJson(parts[1]));
  }

  long last(SessionId session) {
    return database.read(handle -> rows.last(handle, session));
  }

  List<Event> after(SessionId session, long number) {
    return database.read(handle -> rows.after(handle, session, number, Integer.MAX_VALUE));
  }

  /**
   * What a page is told first.
   *
   * @param last the number of the last event that it was told; null for a new page
   * @param standing where the edit stands that runs here; empty where none does
   */
  First first(SessionId session, Long last, List<Event> standing) {
    return database.read(
        handle ->
            missed(handle, session, last)
                .map(missed -> join(missed, standing.stream().filter(Event::passes).toList()))
                .map(events -> new First(last, events))
                .orElseGet(() -> new First(0, anew(handle, session, standing))));
  }

  /** Empty where not all of them are kept. */
  private Optional<List<Event>> missed(Handle handle, SessionId session, Long last) {
    long newest = rows.last(handle, session);
    if (last == null || last > newest) {
      return Optional.empty();
    }
    List<Event> missed = rows.after(handle, session, last, MOST_MISSED + 1);
    long reached = missed.isEmpty() ? last : missed.get(missed.size() - 1).number();
    boolean whole = reached >= newest && reached - last == missed.size();
    return Optional.of(missed).filter(all -> whole && all.size() <= MOST_MISSED);
  }

  private List<Event> anew(Handle handle, SessionId session, List<Event> standing) {
    long newest = rows.last(handle, session);
    List<Event> stands =
        standing.isEmpty() && signals.areHeard() ? rows.standing(handle, session) : standing;
    return join(List.of(new Event("reset", new Reset(newest)).numbered(newest)), stands);
  }

  private static List<Event> join(List<Event> first, List<Event> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }
}
