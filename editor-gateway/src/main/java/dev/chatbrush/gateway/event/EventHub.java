package dev.chatbrush.gateway.event;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.signal.Signal;
import dev.chatbrush.gateway.signal.SignalsMissed;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.Transaction;
import dev.chatbrush.gateway.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells every open page of a session what changes in it, at this gateway and at those that share
 * its database. A page that falls {@value #BUFFER} events behind is dropped; it comes back and is
 * told what it missed. Thread-safe.
 */
@ApplicationScoped
public class EventHub {
  private static final Logger LOG = Logger.getLogger(EventHub.class);
  private static final int BUFFER = 512;
  private static final int FIRST = 1;

  private final Map<SessionId, Open> open = new ConcurrentHashMap<>();
  private final Database database;
  private final Told told;
  private final AtomicInteger subscribers;

  public EventHub(Database database, Told told, MeterRegistry meters) {
    this.database = database;
    this.told = told;
    this.subscribers = meters.gauge(Meters.SSE_SUBSCRIBERS, new AtomicInteger());
  }

  /** A session's feed, and how many pages follow it; counted by the map's own lock. */
  private static final class Open {
    private final Feed feed;
    private int pages;

    Open(Feed feed) {
      this.feed = feed;
    }
  }

  /** The pages of one session. */
  public Pages pages(SessionId session) {
    return new Pages() {
      @Override
      public void tell(Transaction transaction, Event event) {
        publish(transaction, session, event);
      }

      @Override
      public void tell(Event event) {
        publish(session, event);
      }

      @Override
      public void tellHere(Event event) {
        with(session, feed -> feed.tell(event));
      }
    };
  }

  /** Tells the pages of one session what the transaction stores, once that is stored. */
  public void publish(Transaction transaction, SessionId session, Event event) {
    Event kept = told.keep(transaction.handle(), session, event);
    transaction.afterCommit(() -> with(session, feed -> feed.tell(kept)));
  }

  private void publish(SessionId session, Event event) {
    if (event.passes()) {
      with(session, feed -> feed.tell(event));
      told.pass(session, event);
      return;
    }
    try {
      database.changeFromReserve(transaction -> publish(transaction, session, event));
    } catch (EditorException e) {
      // What it tells of goes on nevertheless: the edit's end will be stored, or be told.
      LOG.warnf("event %s of session %s is not kept: %s", event.name(), session, e.getMessage());
      with(session, feed -> feed.tell(event));
    }
  }

  /** Tells the pages of all sessions at this gateway. */
  public void publishToAll(Event event) {
    open.keySet().forEach(session -> with(session, feed -> feed.tell(event)));
  }

  void hear(@Observes Signal signal) {
    switch (signal.kind()) {
      case STORED ->
          with(signal.session(), feed -> feed.catchUp(Long.parseLong(signal.text().strip())));
      case PASSING -> with(signal.session(), feed -> feed.tell(Told.passing(signal)));
      case CANCEL -> LOG.tracef("not of pages: %s", signal);
    }
  }

  void catchUp(@Observes SignalsMissed missed) {
    open.keySet().forEach(session -> with(session, feed -> feed.catchUp(told.last(session))));
  }

  /** Long before this gateway stops, where it is given the time. */
  void leave(@Observes ShutdownDelayInitiatedEvent soon) {
    sendAway();
  }

  void end(@Observes @Priority(FIRST) ShutdownEvent stop) {
    sendAway();
  }

  /** Has pages follow their session at another gateway: who comes back is told what was missed. */
  private void sendAway() {
    publishToAll(Event.passing("reconnect", Map.of()));
    open.values().forEach(session -> session.feed.end());
  }

  private void with(SessionId session, Consumer<Feed> work) {
    Open found = open.get(session);
    if (found == null) {
      return;
    }
    try {
      work.accept(found.feed);
    } catch (EditorException e) {
      LOG.warnf("pages of session %s are to come back: %s", session, e.getMessage());
      found.feed.end();
    }
  }

  /**
   * What happens in {@code session} from now on; endless.
   *
   * @param last the number of the last event that the reader was told; it is told those after it,
   *     or by the event {@code reset} that it has to read the session. Null for a new one.
   * @param standing where an edit stands that runs here; an event that comes meanwhile may come
   *     twice, none is lost
   */
  public Multi<Event> read(SessionId session, Long last, Supplier<List<Event>> standing) {
    return Multi.createFrom()
        .<Event>emitter(
            reader -> add(session, reader, () -> told.first(session, last, standing.get())),
            BackPressureStrategy.IGNORE)
        .onOverflow()
        .buffer(BUFFER);
  }

  private void add(SessionId session, MultiEmitter<? super Event> reader, Supplier<First> first) {
    Feed feed =
        open.compute(session, (id, found) -> joined(found == null ? begin(session) : found)).feed;
    subscribers.incrementAndGet();
    reader.onTermination(() -> remove(session, feed, reader));
    try {
      feed.add(reader, first);
    } catch (EditorException e) {
      reader.fail(e);
    }
  }

  private Open begin(SessionId session) {
    return new Open(new Feed(number -> told.after(session, number)));
  }

  private static Open joined(Open feed) {
    feed.pages++;
    return feed;
  }

  private void remove(SessionId session, Feed feed, MultiEmitter<? super Event> reader) {
    feed.remove(reader);
    subscribers.decrementAndGet();
    open.computeIfPresent(session, (id, found) -> --found.pages == 0 ? null : found);
  }
}
