package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.ProblemType;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.grpc.CancelledException;
import dev.chatbrush.gateway.journal.Draft;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRecorder;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryCommand;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.selection.Preparer;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.selection.SelectionView;
import dev.chatbrush.gateway.telemetry.Meters;
import dev.chatbrush.gateway.telemetry.Stopwatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Carries out a message: plan, then step by step. Whatever happens, the edit ends, and once. */
@ApplicationScoped
public class EditRunner {
  private static final Logger LOG = Logger.getLogger(EditRunner.class);

  private final Planner planner;
  private final StepRunner steps;
  private final EditRecorder recorder;
  private final SelectionService selections;
  private final StepMasks masks;
  private final Replays replays;
  private final Preparer preparer;
  private final EventHub hub;
  private final Stopwatch stopwatch;

  public EditRunner(
      Planner planner,
      StepRunner steps,
      EditRecorder recorder,
      SelectionService selections,
      StepMasks masks,
      Replays replays,
      Preparer preparer,
      EventHub hub,
      Stopwatch stopwatch) {
    this.planner = planner;
    this.steps = steps;
    this.recorder = recorder;
    this.selections = selections;
    this.masks = masks;
    this.replays = replays;
    this.preparer = preparer;
    this.hub = hub;
    this.stopwatch = stopwatch;
  }

  /** Runs to the end; what goes wrong is the edit's outcome. */
  public void run(EditJob job) {
    EditProgress progress = new EditProgress(job, event -> tell(job, event));
    EditOutcome outcome;
    try {
      outcome = carryOut(job, progress);
    } catch (CancelledException e) {
      LOG.debugf(e, "edit %s was cancelled", job.id());
      outcome = cancelled(job, progress);
    } catch (EditorException e) {
      outcome = failed(job, progress, e);
    } catch (RuntimeException e) {
      String detail = "Nothing was changed. Try again; the log has more under this traceId.";
      outcome =
          failed(
              job, progress, new EditorException(ProblemType.INTERNAL_ERROR, detail, Map.of(), e));
    }
    Event done = progress.events().done(outcome.outcome(), outcome.head());
    job.end(outcome, done);
    hub.publish(job.session(), done);
  }

  private void tell(EditJob job, Event event) {
    job.events().publish(event);
    hub.publish(job.session(), event);
  }

  private EditOutcome carryOut(EditJob job, EditProgress progress) {
    job.requireRunning();
    SelectionView selection = selections.find(job.session()).orElse(null);
    EditRecorder.Before before = recorder.before(job.session());
    Plan plan = planner.plan(job, before, selection != null);
    progress.planned(plan);
    if (plan.asks()) {
      return answer(job, progress, EditOutcome.QUESTION, plan.question());
    }
    if (plan.steps().isEmpty()) {
      return answer(job, progress, EditOutcome.ANSWERED, plan.reply());
    }
    History history = before.history();
    EditRecorder.Stored stored = null;
    for (int index = 1; index <= plan.steps().size(); index++) {
      stored = step(job, progress, history, index, selection);
      history = stored.history();
    }
    tell(job, progress.events().message(stored.outcome().message()));
    return stored.outcome();
  }

  private EditOutcome answer(EditJob job, EditProgress progress, String outcome, String text) {
    EditRecorder.Ending ending = progress.ending(outcome, text);
    EditOutcome result =
        job.finishUnlessCancelled(() -> recorder.finish(job.session(), progress.made(), ending))
            .outcome();
    tell(job, progress.events().message(result.message()));
    return result;
  }

  private EditRecorder.Stored step(
      EditJob job, EditProgress progress, History history, int index, SelectionView selection) {
    job.requireRunning();
    Plan.Step step = progress.plan().steps().get(index - 1);
    boolean last = index == progress.plan().steps().size();
    EditRecorder.Ending ending =
        last ? progress.ending(EditOutcome.COMPLETED, Replies.completed(progress.plan())) : null;
    return HistoryCommand.of(step.tool())
        .map(command -> move(job, progress, command, ending))
        .orElseGet(() -> edit(job, progress, history.head(), index, selection, ending));
  }

  private EditRecorder.Stored move(
      EditJob job, EditProgress progress, HistoryCommand command, EditRecorder.Ending ending) {
    EditRecorder.Stored stored =
        store(
            job,
            ending,
            () -> recorder.moveHead(job.session(), command::move, progress.made(), ending));
    selections.cleared(job.session());
    tell(job, progress.events().head(stored.history()));
    return stored;
  }

  private EditRecorder.Stored edit(
      EditJob job,
      EditProgress progress,
      Revision parent,
      int index,
      SelectionView selection,
      EditRecorder.Ending ending) {
    Plan.Step step = progress.plan().steps().get(index - 1);
    Revision replayed = replays.of(job).orElse(null);
    SelectionView mask = masks.find(job, step, parent, selection, replayed);
    int total = progress.plan().steps().size();
    progress.stepBegins(step.tool());
    StepRunner.Task task =
        new StepRunner.Task(
            job, step, index, total, parent, mask, replayed == null ? null : replayed.recipe());
    List<Draft> results = steps.run(task, event -> tell(job, event));
    EditRecorder.Stored stored =
        store(
            job,
            ending,
            () -> recorder.addRevisions(job.session(), results, progress.made(), ending));
    selections.cleared(job.session());
    results.forEach(result -> preparer.prepare(result.revision().image()));
    record(progress, EditOutcome.COMPLETED);
    progress.made(stored.added());
    progress.events().added(stored).forEach(event -> tell(job, event));
    return stored;
  }

  private static EditRecorder.Stored store(
      EditJob job, EditRecorder.Ending ending, Supplier<EditRecorder.Stored> store) {
    return ending == null ? job.unlessCancelled(store) : job.finishUnlessCancelled(store);
  }

  private EditOutcome cancelled(EditJob job, EditProgress progress) {
    record(progress, EditOutcome.CANCELLED);
    try {
      String text = Replies.cancelled(job.request().text(), progress.made().size());
      EditOutcome outcome =
          recorder
              .finish(job.session(), progress.made(), progress.ending(EditOutcome.CANCELLED, text))
              .outcome();
      tell(job, progress.events().message(outcome.message()));
      return outcome;
    } catch (EditorException e) {
      return failed(job, progress, e);
    }
  }

  private EditOutcome failed(EditJob job, EditProgress progress, EditorException failure) {
    record(progress, EditOutcome.FAILED);
    Problem problem = Problem.of(failure, null, job.traceId());
    if (problem.status() >= 500) {
      LOG.errorf(failure, "%s %s in edit %s", problem.code(), problem.traceId(), job.id());
    }
    EditOutcome outcome;
    try {
      outcome = recorder.fail(job.session(), job.id(), progress.plan(), progress.made(), problem);
    } catch (EditorException e) {
      // Storage is gone. Who waits is told; the row is put right at the next start.
      LOG.errorf(e, "the end of edit %s cannot be stored", job.id());
      outcome = progress.unstored(problem);
    }
    tell(job, progress.events().problem(problem));
    return outcome;
  }

  private void record(EditProgress progress, String outcome) {
    progress
        .takeStep()
        .ifPresent(
            step ->
                stopwatch.record(
                    Meters.EDIT,
                    Duration.ofNanos(System.nanoTime() - step.startNanos()),
                    "tool",
                    step.tool(),
                    "outcome",
                    outcome));
  }
}
