package dev.chatbrush.gateway.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.chatbrush.contracts.agent.Progress;
import dev.chatbrush.contracts.agent.Started;
import dev.chatbrush.gateway.agent.AgentMessages;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.journal.Stored;
import dev.chatbrush.gateway.journal.SuggestionView;
import dev.chatbrush.gateway.revision.HeadView;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.RevisionView;
import dev.chatbrush.gateway.revision.Title;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The events of one edit, in the order in which they come. Steps count from 1. */
public final class EditEvents {
  private final String editId;

  public EditEvents(String editId) {
    this.editId = editId;
  }

  @Schema(name = "AcceptedEvent")
  public record Accepted(String editId, MessageView message) {}

  /**
   * What an edit waits for that has not begun.
   *
   * @param ahead edits that come before it, as it stands
   * @param seconds until it begins, about; null while none has ended here
   */
  @Schema(name = "WaitingEdit")
  public record Waiting(int ahead, @Schema(nullable = true) Double seconds) {
    static final Waiting NO_MORE = new Waiting(0, 0.0);
  }

  /** Not an event of an edit that begins at once. */
  @Schema(name = "WaitingEvent")
  public record Waits(String editId, @JsonUnwrapped Waiting waiting) {}

  @Schema(name = "PlanEvent")
  public record Planned(String editId, @JsonUnwrapped Plan plan) {}

  /** {@code note} says why not the best model runs; null when it does. Variations count from 0. */
  @Schema(name = "StepEvent")
  public record Step(
      String editId,
      int index,
      int total,
      String tool,
      @Schema(nullable = true) Title title,
      @Schema(nullable = true) String prompt,
      String model,
      int variation,
      int variations,
      @JsonInclude(JsonInclude.Include.NON_NULL) String note) {}

  @Schema(name = "ProgressEvent")
  public record StepProgress(
      String editId,
      int index,
      int step,
      int totalSteps,
      @Schema(nullable = true) Double secondsLeft,
      int variation) {}

  @Schema(name = "PreviewEvent")
  public record Preview(String editId, int index, int step, String imageUrl, int variation) {}

  @Schema(name = "SuggestionEvent")
  public record Suggested(String editId, @JsonUnwrapped SuggestionView suggestion) {}

  @Schema(name = "RevisionEvent")
  public record Made(
      String editId, RevisionView revision, int head, boolean canUndo, boolean canRedo) {}

  @Schema(name = "HeadEvent")
  public record Head(String editId, @JsonUnwrapped HeadView now) {}

  @Schema(name = "DoneEvent")
  public record Done(
      String editId,
      @Schema(enumeration = {"completed", "cancelled", "failed", "question", "answered"})
          String outcome,
      int head) {}

  public Event accepted(MessageView message) {
    return new Event("accepted", new Accepted(editId, message));
  }

  Event waiting(Waiting waiting) {
    return Event.passing("waiting", new Waits(editId, waiting));
  }

  public Event plan(Plan plan) {
    return new Event("plan", new Planned(editId, plan));
  }

  public Event step(int index, int total, Plan.Step step, Started started) {
    String model = started.getModel() + "/" + started.getModelVersion();
    return new Event(
        "step",
        new Step(
            editId,
            index,
            total,
            step.tool(),
            AgentMessages.title(started.getTitle()),
            step.prompt(),
            model,
            started.getVariation(),
            Math.max(1, started.getVariations()),
            started.getNote().isEmpty() ? null : started.getNote()));
  }

  public Event progress(int index, Progress progress) {
    return Event.passing(
        "progress",
        new StepProgress(
            editId,
            index,
            progress.getStep(),
            progress.getTotalSteps(),
            progress.hasSecondsLeft() ? progress.getSecondsLeft() : null,
            progress.getVariation()));
  }

  public Event preview(int index, dev.chatbrush.contracts.agent.Preview preview, String imageUrl) {
    return Event.passing(
        "preview", new Preview(editId, index, preview.getStep(), imageUrl, preview.getVariation()));
  }

  public Event suggestion(SuggestionView suggestion) {
    return new Event("suggestion", new Suggested(editId, suggestion));
  }

  /** What a step has stored, and what is offered with it. */
  public List<Event> added(Stored stored) {
    History now = stored.history();
    List<Event> events = new ArrayList<>();
    for (RevisionView revision : stored.added().revisions()) {
      events.add(revision(revision, now.headNumber(), now.canUndo(), now.canRedo()));
    }
    stored.added().suggestions().forEach(offer -> events.add(suggestion(offer)));
    return events;
  }

  /** What is told at the end, after what was made: the last words and {@code done}. */
  List<Event> ended(EditOutcome outcome) {
    Event last =
        outcome.problem() == null ? message(outcome.message()) : problem(outcome.problem());
    return List.of(last, done(outcome.outcome(), outcome.head()));
  }

  public Event revision(RevisionView revision, int head, boolean canUndo, boolean canRedo) {
    return new Event("revision", new Made(editId, revision, head, canUndo, canRedo));
  }

  public Event head(History history) {
    return new Event("head", new Head(editId, HeadView.from(history)));
  }

  public Event message(MessageView message) {
    return new Event(message.question() ? "question" : "message", message);
  }

  public Event problem(Problem problem) {
    return new Event("problem", problem.with("editId", editId));
  }

  public Event done(String outcome, int head) {
    return new Event("done", new Done(editId, outcome, head));
  }

  static boolean isDone(Event event) {
    return event.data() instanceof Done;
  }
}
