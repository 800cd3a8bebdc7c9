package dev.chatbrush.gateway.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.grpc.CancelledException;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRecorder;
import dev.chatbrush.gateway.journal.Ending;
import dev.chatbrush.gateway.journal.InterruptedEditException;
import dev.chatbrush.gateway.journal.Stored;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.telemetry.EditStories;
import dev.chatbrush.gateway.telemetry.EditStory;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;

/** Carries out a message: plan, then step by step. Whatever happens, the edit ends, and once. */
@ApplicationScoped
public class EditRunner {
  private static final Logger LOG = Logger.getLogger(EditRunner.class);

  private final Scenes scenes;
  private final Planner planner;
  private final NamedThings names;
  private final EditSteps steps;
  private final EditRecorder recorder;
  private final BadEnds badEnds;
  private final EditStories stories;

  public EditRunner(
      Scenes scenes,
      Planner planner,
      NamedThings names,
      EditSteps steps,
      EditRecorder recorder,
      BadEnds badEnds,
      EditStories stories) {
    this.scenes = scenes;
    this.planner = planner;
    this.names = names;
    this.steps = steps;
    this.recorder = recorder;
    this.badEnds = badEnds;
    this.stories = stories;
  }

  /** Runs to the end; what goes wrong is the edit's outcome. */
  public void run(EditJob job) {
    EditProgress progress = new EditProgress(job);
    try {
      EditOutcome outcome = outcome(progress);
      mark(outcome);
      stories.end(job.story(), outcome.outcome(), outcome.problem());
      job.end(outcome, progress.events().done(outcome.outcome(), outcome.head()));
    } catch (InterruptedEditException e) {
      LOG.warnf("edit %s has been taken over by another server", job.id());
      stories.end(job.story(), EditStories.TAKEN_OVER, null);
      job.leave(e);
    }
  }

  private EditOutcome outcome(EditProgress progress) {
    try {
      return carryOut(progress);
    } catch (CancelledException e) {
      LOG.debugf(e, "edit %s was cancelled", progress.job().id());
      return badEnds.cancelled(progress);
    } catch (EditorException e) {
      return badEnds.failed(progress, e);
    } catch (RuntimeException | Error e) {
      // Errors too: an edit without an end locks its session until the server restarts.
      String detail = "Nothing was changed. Try again; the log has more under this traceId.";
      return badEnds.failed(
          progress, new EditorException(ProblemCode.INTERNAL_ERROR, detail, Map.of(), e));
    }
  }

  private static void mark(EditOutcome outcome) {
    Span span = Span.current().setAttribute("chatbrush.outcome", outcome.outcome());
    if (outcome.problem() != null) {
      span.setAttribute("error.type", outcome.problem().code()).setStatus(StatusCode.ERROR);
    }
  }

  private EditOutcome carryOut(EditProgress progress) {
    progress.job().requireRunning();
    Scene scene = scenes.of(progress.job());
    EditStory story = progress.job().story();
    Plan meant = story.time(EditStory.PLAN, () -> planner.plan(progress.job(), scene));
    NamedThings.Found found =
        story.time(EditStory.MASK, () -> names.find(progress.job(), meant, scene));
    Plan plan = found.plan();
    progress.planned(plan);
    return plan.asks() || plan.steps().isEmpty()
        ? answer(progress, plan)
        : edit(progress, scene.with(found.masks()));
  }

  private EditOutcome answer(EditProgress progress, Plan plan) {
    Ending ending =
        plan.asks()
            ? progress.ending(EditOutcome.QUESTION, plan.question())
            : progress.ending(EditOutcome.ANSWERED, Replies.answered(plan));
    return progress.store(ending, () -> recorder.finish(progress.last(ending)));
  }

  private EditOutcome edit(EditProgress progress, Scene scene) {
    History history = scene.history();
    Stored stored = null;
    for (int index = 1; index <= progress.plan().steps().size(); index++) {
      stored = steps.run(progress, scene, history, index);
      history = stored.history();
    }
    return stored.outcome();
  }
}
