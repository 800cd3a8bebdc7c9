package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.event.EventStream;
import dev.chatbrush.gateway.grpc.CancelledException;
import dev.chatbrush.gateway.journal.EditOutcome;
import io.grpc.Context;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A message that is being carried out, as far as it lives in memory. Many may watch it; it ends
 * once. Thread-safe.
 */
public final class EditJob {
  private final String id;
  private final SessionId session;
  private final EditRequest request;
  private final Consumer<Event> pages;
  private final EventStream events = new EventStream();
  private final Previews previews = new Previews();
  private final Context.CancellableContext cancellation = Context.ROOT.withCancellation();
  private final CompletableFuture<EditOutcome> outcome = new CompletableFuture<>();
  private boolean ended;

  /**
   * @param pages tells the session's open pages
   */
  public EditJob(String id, SessionId session, EditRequest request, Consumer<Event> pages) {
    this.id = id;
    this.session = session;
    this.request = request;
    this.pages = pages;
  }

  public String id() {
    return id;
  }

  SessionId session() {
    return session;
  }

  EditRequest request() {
    return request;
  }

  public EventStream events() {
    return events;
  }

  public Previews previews() {
    return previews;
  }

  Context cancellation() {
    return cancellation;
  }

  public CompletableFuture<EditOutcome> outcome() {
    return outcome;
  }

  /** Tells who watches this edit, and the session's pages. */
  public void tell(Event event) {
    events.publish(event);
    pages.accept(event);
  }

  /**
   * Stops the edit within one step of the model.
   *
   * @return false when it has ended
   */
  public synchronized boolean cancel() {
    if (ended) {
      return false;
    }
    cancellation.cancel(null);
    return true;
  }

  /** Stores something as one: a cancel comes before it, and then nothing is stored, or after. */
  synchronized <T> T unlessCancelled(Supplier<T> store) {
    requireRunning();
    return store.get();
  }

  /** As {@link #unlessCancelled}; from then on the edit cannot be cancelled any more. */
  synchronized <T> T finishUnlessCancelled(Supplier<T> store) {
    T result = unlessCancelled(store);
    ended = true;
    return result;
  }

  void requireRunning() {
    if (cancellation.isCancelled()) {
      throw new CancelledException(null);
    }
  }

  /** Ends the job for all who wait for it or watch it. */
  void end(EditOutcome result, Event done) {
    synchronized (this) {
      ended = true;
    }
    previews.clear();
    events.publish(done);
    events.end();
    outcome.complete(result);
    cancellation.cancel(null);
    pages.accept(done);
  }
}
