package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.journal.Draft;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRecorder;
import dev.chatbrush.gateway.journal.Ending;
import dev.chatbrush.gateway.journal.Entry;
import dev.chatbrush.gateway.journal.Stored;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryCommand;
import dev.chatbrush.gateway.selection.SelectionView;
import dev.chatbrush.gateway.telemetry.EditStory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes one step of a plan, by a model or through the history: mask, run, store, tell. */
@ApplicationScoped
public class EditSteps {
  private final StepMasks masks;
  private final StepReferences references;
  private final StepRunner runner;
  private final EditRecorder recorder;

  public EditSteps(
      StepMasks masks, StepReferences references, StepRunner runner, EditRecorder recorder) {
    this.masks = masks;
    this.references = references;
    this.runner = runner;
    this.recorder = recorder;
  }

  /** Step {@code index}, from 1, on the head of {@code history}; the last one ends the edit. */
  Stored run(EditProgress progress, Scene scene, History history, int index) {
    progress.job().requireRunning();
    List<Plan.Step> steps = progress.plan().steps();
    Plan.Step step = steps.get(index - 1);
    Ending ending =
        index < steps.size()
            ? null
            : progress.ending(EditOutcome.COMPLETED, Replies.completed(progress.plan()));
    return HistoryCommand.of(step.tool())
        .map(command -> move(progress, step, command, ending))
        .orElseGet(() -> edit(progress, scene, history, index, ending));
  }

  private Stored move(
      EditProgress progress, Plan.Step step, HistoryCommand command, Ending ending) {
    progress.job().story().tool(step.tool());
    EditEvents events = progress.events();
    Entry entry = progress.entry(ending, stored -> List.of(events.head(stored.history())));
    return progress.store(ending, () -> recorder.moveHead(entry, command::move));
  }

  private Stored edit(
      EditProgress progress, Scene scene, History history, int index, Ending ending) {
    EditJob job = progress.job();
    List<Plan.Step> steps = progress.plan().steps();
    Plan.Step step = steps.get(index - 1);
    EditStory story = job.story();
    SelectionView mask =
        story.time(EditStory.MASK, () -> masks.find(job.id(), index, step, history, scene));
    StepRunner.Task task =
        new StepRunner.Task(
            job,
            step,
            index,
            steps.size(),
            history.head(),
            mask,
            scene.recipe(),
            references.of(step, scene.references()));
    List<Draft> drafts = runner.run(task);
    Stored stored =
        progress.store(
            ending,
            () -> recorder.addRevisions(progress.entry(ending, progress.events()::added), drafts));
    progress.added(stored);
    return stored;
  }
}
