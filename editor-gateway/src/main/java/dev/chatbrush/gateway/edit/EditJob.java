package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.event.EventStream;
import dev.chatbrush.gateway.event.Pages;
import dev.chatbrush.gateway.grpc.CancelledException;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.InterruptedEditException;
import dev.chatbrush.gateway.storage.Transaction;
import dev.chatbrush.gateway.telemetry.EditStory;
import io.grpc.Context;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A message that is being carried out, as far as it lives in memory. Many may watch it; it ends
 * once. Thread-safe.
 */
public final class EditJob {
  private final String id;
  private final SessionId session;
  private final EditRequest request;
  private final Pages pages;
  private final EventStream events = new EventStream();
  private final Previews previews = new Previews();
  private final EditStory story;
  private final Context.CancellableContext cancellation = Context.ROOT.withCancellation();
  private final CompletableFuture<EditOutcome> outcome = new CompletableFuture<>();
  private boolean ended;
  private boolean begun;
  private EditEvents.Waiting told;

  public EditJob(String id, SessionId session, EditRequest request, Pages pages) {
    this.id = id;
    this.session = session;
    this.request = request;
    this.pages = pages;
    this.story = new EditStory(id, session.value());
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

  /** What becomes of it. */
  EditStory story() {
    return story;
  }

  /** Where its time goes: milliseconds by part. */
  public Map<String, Double> timings() {
    return story.parts();
  }

  Context cancellation() {
    return cancellation;
  }

  /** Fails with {@link InterruptedEditException} where another gateway has taken the edit over. */
  public CompletableFuture<EditOutcome> outcome() {
    return outcome;
  }

  /** The session's open pages. */
  Pages pages() {
    return pages;
  }

  /** Tells who watches this edit, and the session's pages. */
  public void tell(Event event) {
    events.publish(event);
    pages.tell(event);
  }

  /** As {@link #tell(Event)}, what the transaction stores. */
  public void tell(Transaction transaction, Event event) {
    pages.tell(transaction, event);
    transaction.afterCommit(() -> events.publish(event));
  }

  /** Tells what it waits for, where that has changed. */
  synchronized void tell(EditEvents.Waiting now) {
    if (!begun && (told == null || told.ahead() != now.ahead())) {
      tellNow(now);
    }
  }

  /** Its turn has come; told where it was told to wait. */
  synchronized void tellTurn() {
    begun = true;
    if (told != null) {
      tellNow(EditEvents.Waiting.NO_MORE);
    }
  }

  private void tellNow(EditEvents.Waiting now) {
    if (!ended) {
      told = now;
      tell(new EditEvents(id).waiting(now));
    }
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

  /** Ends the job for all who wait for it or watch it; the pages have been told with its end. */
  void end(EditOutcome result, Event done) {
    close();
    events.publish(done);
    events.end();
    outcome.complete(result);
    cancellation.cancel(null);
  }

  /**
   * Leaves the edit to another gateway, which has taken it over: this one knows no end to tell, and
   * the outcome fails.
   */
  void leave(InterruptedEditException taken) {
    close();
    events.end();
    outcome.completeExceptionally(taken);
    cancellation.cancel(null);
  }

  private void close() {
    synchronized (this) {
      ended = true;
    }
    previews.clear();
  }
}
