package dev.chatbrush.gateway.event;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The open pages of one session at this gateway. Each is told every numbered event once and in
 * order, whichever way it is heard of: what lies before one that comes is read first. Thread-safe.
 */
final class Feed {
  private final LongFunction<List<Event>> after;
  private final List<Page> pages = new ArrayList<>();

  /**
   * @param after reads the events after a number
   */
  Feed(LongFunction<List<Event>> after) {
    this.after = after;
  }

  private static final class Page {
    private final MultiEmitter<? super Event> emitter;
    private long told;

    Page(MultiEmitter<? super Event> emitter, long told) {
      this.emitter = emitter;
      this.told = told;
    }

    void tell(Event event) {
      if (event.number() == 0) {
        emitter.emit(event);
      } else if (event.number() > told) {
        told = event.number();
        emitter.emit(event);
      }
    }
  }

  /**
   * A page comes; nothing is told to others meanwhile.
   *
   * @param first what it is told first, and after which number
   */
  synchronized void add(MultiEmitter<? super Event> emitter, Supplier<First> first) {
    First begin = first.get();
    Page page = new Page(emitter, begin.after());
    begin.events().forEach(page::tell);
    pages.add(page);
  }

  synchronized void remove(MultiEmitter<? super Event> emitter) {
    pages.removeIf(page -> page.emitter == emitter);
  }

  /** An event is stored. */
  synchronized void tell(Event event) {
    if (event.number() > 0) {
      catchUp(event.number() - 1);
    }
    tellAll(event);
  }

  /** The events up to that number are stored; they are read where a page lacks one. */
  synchronized void catchUp(long number) {
    long told = pages.stream().mapToLong(page -> page.told).min().orElse(number);
    if (told < number) {
      after.apply(told).forEach(this::tellAll);
    }
  }

  private void tellAll(Event event) {
    List.copyOf(pages).forEach(page -> page.tell(event)); // one that overflows leaves
  }

  /** Ends all: who comes back is told what was missed. */
  void end() {
    List<Page> all;
    synchronized (this) {
      all = List.copyOf(pages);
    }
    all.forEach(page -> page.emitter.complete());
  }
}
