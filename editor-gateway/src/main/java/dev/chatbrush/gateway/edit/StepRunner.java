package dev.chatbrush.gateway.edit;

import dev.chatbrush.contracts.agent.Preview;
import dev.chatbrush.contracts.agent.Progress;
import dev.chatbrush.contracts.agent.Result;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.agent.Started;
import dev.chatbrush.gateway.agent.AgentClient;
import dev.chatbrush.gateway.agent.AgentMessages;
import dev.chatbrush.gateway.agent.EditOptions;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.agent.PlanMessages;
import dev.chatbrush.gateway.agent.RunListener;
import dev.chatbrush.gateway.journal.Draft;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.Title;
import dev.chatbrush.gateway.selection.RleView;
import dev.chatbrush.gateway.selection.SelectionMessages;
import dev.chatbrush.gateway.selection.SelectionView;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.telemetry.EditStory;
import dev.chatbrush.imaging.mask.MaskPng;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one step of a plan in agent-service and turns its results into revisions to be stored. */
@ApplicationScoped
public class StepRunner {
  private final AgentClient agent;
  private final StepOptions stepOptions;
  private final SharedPreviews shared;
  private final BlobStore blobs;

  public StepRunner(
      AgentClient agent, StepOptions stepOptions, SharedPreviews shared, BlobStore blobs) {
    this.agent = agent;
    this.stepOptions = stepOptions;
    this.shared = shared;
    this.blobs = blobs;
  }

  /**
   * Step {@code index} of {@code total}, from 1; {@code selection} is null without a mask, {@code
   * replay} unless a recipe is run again; {@code references} are what its tool looks at.
   */
  record Task(
      EditJob job,
      Plan.Step step,
      int index,
      int total,
      Revision parent,
      SelectionView selection,
      Recipe replay,
      List<BlobId> references) {}

  /** Runs the step; one result for each variation. */
  List<Draft> run(Task task) {
    long start = System.nanoTime();
    TitleListener listener = new TitleListener(task);
    List<Result> results = results(task, listener);
    results.forEach(result -> check(task.parent(), result));
    long millis = (System.nanoTime() - start) / 1_000_000 / results.size();
    return task.job()
        .story()
        .time(
            EditStory.STORE,
            () ->
                results.stream()
                    .map(result -> draft(task, result, listener.title, millis))
                    .toList());
  }

  /** Asks agent-service; where it fails, all the time is that of the way. */
  private List<Result> results(Task task, RunListener listener) {
    long start = System.nanoTime();
    List<Result> results = List.of();
    try {
      results =
          agent.run(
              task.parent().image(),
              task.references(),
              request(task),
              listener,
              task.job().cancellation());
      return results;
    } finally {
      task.job().story().ran(System.nanoTime() - start, timings(results));
    }
  }

  /** Milliseconds by part of all results. */
  private static Map<String, Double> timings(List<Result> results) {
    Map<String, Double> timings = new LinkedHashMap<>();
    results.forEach(
        result ->
            result
                .getTimingsMillisMap()
                .forEach((part, millis) -> timings.merge(part, millis, Double::sum)));
    return timings;
  }

  private Draft draft(Task task, Result result, Title title, long millis) {
    SelectionView selection = task.selection();
    Revision draft =
        new Revision(
            0,
            task.parent().number(),
            null,
            result.getWidth(),
            result.getHeight(),
            storePicture(result),
            result.getSeeThrough(),
            selection == null ? null : storeMask(selection.rle()),
            result.hasGrownMask() ? storeMask(SelectionMessages.rle(result.getGrownMask())) : null,
            Recipes.of(
                    task.step(),
                    result,
                    title,
                    selection == null ? null : selection.drawn(),
                    millis)
                .lookingAt(task.references()),
            null);
    return new Draft(draft, result.hasSuggestion() ? result.getSuggestion() : null);
  }

  private BlobId storeMask(RleView rle) {
    return blobs.put(MaskPng.encode(rle.toRle().toMask()));
  }

  private RunRequest request(Task task) {
    EditOptions options = task.job().request().optionsOrNone();
    RunRequest.Builder request =
        RunRequest.newBuilder()
            .setSession(task.job().session().value())
            .setStep(PlanMessages.step(task.step().withVariations(options.variations())))
            .setOptions(stepOptions.of(task.step(), options));
    if (task.replay() != null) {
      request.setReplay(Recipes.message(task.replay()));
    }
    if (task.selection() != null) {
      request
          .setMask(SelectionMessages.rle(task.selection().rle()))
          .setMaskDrawn(task.selection().drawn());
    }
    return request.build();
  }

  /**
   * A result must have left alone what is outside the mask, and fit its parent unless its tool
   * crops, turns or scales.
   */
  private static void check(Revision parent, Result result) {
    boolean fits = result.getWidth() == parent.width() && result.getHeight() == parent.height();
    if (!fits && !result.getAnySize()) {
      throw EditProblems.resultSize(
          parent.width(), parent.height(), result.getWidth(), result.getHeight());
    }
    if (result.getOutsideChanged() != 0) {
      throw EditProblems.outsideChanged(result.getOutsideChanged());
    }
  }

  private BlobId storePicture(Result result) {
    byte[] png = result.getPicture().getContent().toByteArray();
    BlobId stored = blobs.put(png); // hashed there, and only there
    if (!stored.value().equals(result.getPicture().getSha256())) {
      throw EditProblems.resultHash();
    }
    return stored;
  }

  /** Tells the pages, and keeps the title that agent-service gives. */
  private final class TitleListener implements RunListener {
    private final Task task;
    private final EditEvents events;
    private Title title;

    TitleListener(Task task) {
      this.task = task;
      this.events = new EditEvents(task.job().id());
      this.title = new Title(task.step().tool(), task.step().tool());
    }

    @Override
    public void started(Started started) {
      title = AgentMessages.title(started.getTitle());
      task.job().story().tool(task.step().tool());
      task.job().story().model(started.getModel(), started.getModelVersion());
      task.job().tell(events.step(task.index(), task.total(), task.step(), started));
    }

    @Override
    public void progress(Progress progress) {
      task.job().tell(events.progress(task.index(), progress));
    }

    @Override
    public void preview(Preview preview) {
      byte[] file = preview.getContent().toByteArray();
      int number = task.job().previews().add(file);
      shared.keep(task.job().id(), number, file);
      String url =
          "/api/sessions/%s/edits/%s/preview?step=%d"
              .formatted(task.job().session(), task.job().id(), number);
      task.job().tell(events.preview(task.index(), preview, url));
    }
  }
}
