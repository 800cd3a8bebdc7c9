package dev.chatbrush.agent.tool;

import dev.chatbrush.agent.tool.ToolProblem.Kind;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.triton.CancelledException;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceException;
import dev.chatbrush.triton.catalogue.ToolModel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Runs one step of a plan: decode, crop, model, check, stitch, encode. Blocks the calling thread.
 * Thread-safe; the number of runs at a time is bounded.
 */
@Singleton
public final class ToolRunner {
  private static final Logger LOG = Logger.getLogger(ToolRunner.class);

  private final ToolCatalogue catalogue;
  private final InferenceClient client;
  private final PictureStore pictures;
  private final ToolMeter meter;
  private final RunLimiter limiter;
  private final Duration deadline;
  private final RandomGenerator seeds;

  @Inject
  ToolRunner(
      ToolCatalogue catalogue,
      InferenceClient client,
      PictureStore pictures,
      ToolMeter meter,
      ToolConfig config,
      RandomGenerator seeds) {
    this.catalogue = catalogue;
    this.client = client;
    this.pictures = pictures;
    this.meter = meter;
    this.limiter = new RunLimiter(config.concurrent(), config.waiting());
    this.deadline = config.deadline();
    this.seeds = seeds;
  }

  /**
   * @throws ToolProblem for everything that goes wrong
   */
  public EditResult run(EditRequest edit, EditListener listener, Cancellation cancellation) {
    long started = System.nanoTime();
    NamingListener named = new NamingListener(listener);
    String outcome = "failed";
    List<ToolModel> models = models(edit);
    try (RunLimiter.Place place = limiter.enter(deadline, cancellation)) {
      EditResult result = edit(edit, models, named, cancellation, endOf(started));
      outcome = "completed";
      return result;
    } catch (ToolProblem problem) {
      outcome = problem.kind() == Kind.CANCELLED ? "cancelled" : "failed";
      throw problem;
    } finally {
      meter.run(edit.tool(), named.model(), outcome, Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private long endOf(long startedNanos) {
    return startedNanos + deadline.toNanos();
  }

  private List<ToolModel> models(EditRequest edit) {
    if (!catalogue.available()) {
      throw ToolProblem.unavailable(null);
    }
    List<ToolModel> models = catalogue.modelsFor(edit.tool(), edit.mask().isPresent());
    if (!models.isEmpty()) {
      return models;
    }
    if (catalogue.snapshot().find(edit.tool()).isEmpty()) {
      throw new ToolProblem(
          Kind.PRECONDITION,
          "TOOL_UNKNOWN",
          "There is no model for '%s' now. Ready: %s."
              .formatted(
                  edit.tool(),
                  catalogue.snapshot().tools().stream().map(ToolDescription::tool).toList()));
    }
    boolean masked = edit.mask().isPresent();
    throw new ToolProblem(
        Kind.PRECONDITION,
        masked ? "MASK_NOT_TAKEN" : "MASK_NEEDED",
        masked
            ? "This edit works on the whole picture only. Clear the selection and try again."
            : "This edit needs a selection. Click something, draw a box or paint, and try again.");
  }

  private EditResult edit(
      EditRequest edit,
      List<ToolModel> models,
      EditListener listener,
      Cancellation cancellation,
      long endNanos) {
    Stopwatch watch = new Stopwatch();
    RgbImage image = EditInput.decode(edit.picture());
    Optional<Mask> mask = edit.mask().map(rle -> EditInput.mask(rle, image));
    watch.lap("decode");
    long seed = edit.options().seed().orElseGet(() -> seeds.nextLong(1L << 32));
    String note = "";
    for (int i = 0; ; i++) {
      ToolModel model = models.get(i);
      cancellation.check();
      WorkArea area = WorkArea.of(image, mask, grows(edit), model);
      watch.lap("crop");
      listener.started(model, note);
      ModelCall call = new ModelCall(client, model, area, meter);
      try {
        Duration left = Duration.ofNanos(Math.max(1, endNanos - System.nanoTime()));
        ModelCall.Answer answer = call.run(edit, seed, left, listener, cancellation);
        watch.lap("model");
        return finish(edit, area, model, answer, watch);
      } catch (InferenceException failure) {
        boolean next =
            !call.answered() && i + 1 < models.size() && ModelErrors.anotherMayDo(failure);
        if (!next) {
          throw problem(failure, model);
        }
        LOG.warnf(
            "Model %s failed, %s takes over: %s", model.id(), models.get(i + 1).id(), failure);
        note =
            "%s is not available now; %s does it instead."
                .formatted(model.id().name(), models.get(i + 1).id().name());
      }
    }
  }

  private static ToolProblem problem(InferenceException failure, ToolModel model) {
    ToolProblem problem = ModelErrors.problem(failure);
    if (problem.kind() == Kind.INTERNAL && !(failure instanceof CancelledException)) {
      LOG.errorf(failure, "Model %s failed", model.id());
    }
    return problem;
  }

  private EditResult finish(
      EditRequest edit, WorkArea area, ToolModel model, ModelCall.Answer answer, Stopwatch watch) {
    ResultCheck.requireContent(area.input(), answer.image());
    RgbImage result = area.stitch(answer.image());
    ResultCheck.requireLocked(area, result);
    watch.lap("stitch");
    byte[] png = ImageEncoder.png(result);
    String sha256 = pictures.keep(png);
    watch.lap("encode");
    return new EditResult(
        png,
        sha256,
        result.width(),
        result.height(),
        area.mask(),
        answer.seed(),
        model.id(),
        EditParameters.of(edit, area),
        watch.millis());
  }

  private static boolean grows(EditRequest edit) {
    return edit.tool().equals(CatalogueSnapshot.ERASE) && !edit.maskDrawn();
  }
}
