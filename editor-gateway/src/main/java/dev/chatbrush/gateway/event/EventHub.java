package dev.chatbrush.gateway.event;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Tells every open page of a session what changes in it. A page that falls {@value #BUFFER} events
 * behind is dropped; it connects again and reads the state. Thread-safe.
 */
@ApplicationScoped
public class EventHub {
  private static final int BUFFER = 256;

  private final Map<SessionId, Set<MultiEmitter<? super Event>>> readers =
      new ConcurrentHashMap<>();
  private final AtomicInteger subscribers;

  public EventHub(MeterRegistry meters) {
    subscribers = meters.gauge(Meters.SSE_SUBSCRIBERS, new AtomicInteger());
  }

  /** Tells the pages of one session. */
  public void publish(SessionId session, Event event) {
    readers.getOrDefault(session, Set.of()).forEach(reader -> reader.emit(event));
  }

  /** Tells the pages of all sessions. */
  public void publishToAll(Event event) {
    readers.values().forEach(pages -> pages.forEach(reader -> reader.emit(event)));
  }

  /**
   * What happens in {@code session} from now on; endless.
   *
   * @param before what a page that comes now is told first; an event that comes meanwhile may come
   *     twice, none is lost
   */
  public Multi<Event> read(SessionId session, Supplier<List<Event>> before) {
    return Multi.createFrom()
        .<Event>emitter(
            reader -> {
              add(session, reader);
              before.get().forEach(reader::emit);
            },
            BackPressureStrategy.IGNORE)
        .onOverflow()
        .buffer(BUFFER);
  }

  private void add(SessionId session, MultiEmitter<? super Event> reader) {
    readers.compute(
        session,
        (id, pages) -> {
          Set<MultiEmitter<? super Event>> all =
              pages == null ? ConcurrentHashMap.newKeySet() : pages;
          all.add(reader);
          return all;
        });
    subscribers.incrementAndGet();
    reader.onTermination(() -> remove(session, reader));
  }

  private void remove(SessionId session, MultiEmitter<? super Event> reader) {
    readers.computeIfPresent(
        session,
        (id, pages) -> {
          if (pages.remove(reader)) {
            subscribers.decrementAndGet();
          }
          return pages.isEmpty() ? null : pages;
        });
  }
}
