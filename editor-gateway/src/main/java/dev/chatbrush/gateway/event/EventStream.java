package dev.chatbrush.gateway.event;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events of one thing with a begin and an end: who comes late gets the earlier ones first. A reader
 * that falls {@value #BUFFER} events behind is dropped, so that it costs bounded memory; it comes
 * back and reads the state anew. Thread-safe.
 */
public final class EventStream {
  static final int BUFFER = 512;

  private final List<Event> past = new ArrayList<>();
  private final List<MultiEmitter<? super Event>> readers = new ArrayList<>();
  private boolean ended;

  /** Tells all readers. */
  public synchronized void publish(Event event) {
    if (ended) {
      throw new IllegalStateException("the stream has ended, came " + event.name());
    }
    past.add(event);
    List.copyOf(readers).forEach(reader -> reader.emit(event)); // one that overflows leaves
  }

  /** No event comes after this. */
  public synchronized void end() {
    ended = true;
    List.copyOf(readers).forEach(MultiEmitter::complete); // each leaves the list
    readers.clear();
  }

  /** All events, those of the past first. */
  public Multi<Event> read() {
    return Multi.createFrom()
        .<Event>emitter(this::add, BackPressureStrategy.IGNORE)
        .onOverflow()
        .buffer(BUFFER + past().size());
  }

  /** The newest event of each name, in the order in which they came: where it stands. */
  public synchronized List<Event> newest() {
    Map<String, Event> byName = new LinkedHashMap<>();
    for (Event event : past) {
      byName.remove(event.name()); // so that it moves to the end
      byName.put(event.name(), event);
    }
    return List.copyOf(byName.values());
  }

  private synchronized List<Event> past() {
    return List.copyOf(past);
  }

  private synchronized void add(MultiEmitter<? super Event> reader) {
    past.forEach(reader::emit);
    if (ended) {
      reader.complete();
      return;
    }
    readers.add(reader);
    reader.onTermination(() -> remove(reader));
  }

  private synchronized void remove(MultiEmitter<? super Event> reader) {
    readers.remove(reader);
  }
}
