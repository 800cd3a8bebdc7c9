package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.edit.EditEvents;
import dev.chatbrush.gateway.edit.EditJob;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRow;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An edit to those who asked for it: its events from the first on, and its outcome. */
record EditHandle(String editId, Multi<Event> events, CompletableFuture<EditOutcome> outcome) {

  /** One that runs, or has just ended. */
  static EditHandle of(EditJob job) {
    return new EditHandle(job.id(), job.events().read(), job.outcome());
  }

  /** One that has ended: its lasting events come again. Empty while it runs. */
  static Optional<EditHandle> ofFinished(EditRow row) {
    return Optional.ofNullable(row.outcome())
        .map(
            outcome ->
                new EditHandle(
                    row.id(),
                    Multi.createFrom().iterable(events(outcome)),
                    CompletableFuture.completedFuture(outcome)));
  }

  private static List<Event> events(EditOutcome outcome) {
    EditEvents make = new EditEvents(outcome.editId());
    List<Event> events = new ArrayList<>();
    if (outcome.plan() != null) {
      events.add(make.plan(outcome.plan()));
    }
    outcome
        .revisions()
        .forEach(
            revision ->
                events.add(
                    make.revision(revision, outcome.head(), outcome.canUndo(), outcome.canRedo())));
    outcome.suggestions().forEach(offer -> events.add(make.suggestion(offer)));
    events.add(
        outcome.problem() == null
            ? make.message(outcome.message())
            : make.problem(outcome.problem()));
    events.add(make.done(outcome.outcome(), outcome.head()));
    return events;
  }
}
