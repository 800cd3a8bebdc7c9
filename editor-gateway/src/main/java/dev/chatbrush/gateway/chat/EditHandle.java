package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.edit.EditEvents;
import dev.chatbrush.gateway.edit.EditJob;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.InterruptedEditException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An edit to those who asked for it: its events from the first on, its outcome, and where its time
 * went (empty where it ran elsewhere or long ago). Who stops waiting stops nobody else.
 */
record EditHandle(
    String editId,
    Multi<Event> events,
    Uni<EditOutcome> outcome,
    Supplier<Map<String, Double>> timings) {

  /**
   * One that runs here, or has just ended.
   *
   * @param elsewhere the same, where another gateway takes it over
   */
  static EditHandle of(EditJob job, EditHandle elsewhere) {
    // A copy, since a wait that is given up cancels what it waits for.
    Uni<EditOutcome> here = Uni.createFrom().completionStage(() -> job.outcome().copy());
    Multi<Event> rest =
        here.onItem()
            .transformToMulti(ended -> Multi.createFrom().<Event>empty())
            .onFailure(InterruptedEditException.class)
            .recoverWithMulti(elsewhere.events());
    return new EditHandle(
        job.id(),
        Multi.createBy().concatenating().streams(job.events().read(), rest),
        here.onFailure(InterruptedEditException.class).recoverWithUni(elsewhere.outcome()),
        job::timings);
  }

  /** One that has ended, or whose end will be known by {@code outcome}: its lasting events. */
  static EditHandle ofStored(String editId, Uni<EditOutcome> outcome) {
    return new EditHandle(
        editId,
        outcome.onItem().transformToMulti(ended -> Multi.createFrom().iterable(events(ended))),
        outcome,
        Map::of);
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
