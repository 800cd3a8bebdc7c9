package dev.chatbrush.agent.edit;

import dev.chatbrush.agent.catalogue.GuardedTriton;
import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.contracts.problem.ProblemKind;
import dev.chatbrush.imaging.LargePictureThreads;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.ShadowFinder;
import dev.chatbrush.triton.catalogue.ToolModel;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One edit of one decoded picture, with all its variations. A model that fails before it has given
 * anything is asked once more, for another replica may answer; then the next rank takes over. Not
 * thread-safe.
 */
final class EditRun {
  private static final Logger LOG = Logger.getLogger(EditRun.class);

  private static final String FLATTENED =
      " It knows no transparency and changes the size: the picture was laid on white.";

  private final GuardedTriton triton;
  private final ToolMeter meter;
  private final PictureStore pictures;
  private final EditRequest edit;
  private final ModelChoice choice;
  private final EditListener listener;
  private final Cancellation cancellation;

  private RgbImage image;
  private Optional<Mask> mask = Optional.empty();
  private List<RgbImage> references = List.of();
  private String model = "none";
  private double waitedMillis;

  EditRun(
      GuardedTriton triton,
      ToolMeter meter,
      PictureStore pictures,
      EditRequest edit,
      ModelChoice choice,
      EditListener listener,
      Cancellation cancellation) {
    this.triton = triton;
    this.meter = meter;
    this.pictures = pictures;
    this.edit = edit;
    this.choice = choice;
    this.listener = listener;
    this.cancellation = cancellation;
  }

  /** Name of the model that was asked last, "none" before that. */
  String model() {
    return model;
  }

  /** How long it waited until it may run. */
  void waited(double millis) {
    waitedMillis = millis;
  }

  /** The variation of that index, from 0. */
  EditResult make(int variation, long seed, CallDeadline deadline) {
    Stopwatch watch = new Stopwatch();
    if (image == null) {
      watch.add("agent-queue", waitedMillis);
      image = EditInput.decode(edit.picture());
      mask = edit.mask().map(rle -> EditInput.mask(rle, image));
      references = edit.references().stream().map(EditInput::decode).toList();
      watch.lap("decode");
    }
    Iterator<ToolModel> models = choice.models().iterator();
    ToolModel asked = models.next();
    String note = choice.note();
    boolean askedAgain = false;
    Optional<InferenceException> lost = Optional.empty();
    while (true) {
      cancellation.check();
      WorkArea area = WorkArea.of(image, mask, edit.grows(), asked);
      watch.lap("crop");
      model = asked.id().name();
      listener.started(asked, area.flattens() ? (note + FLATTENED).strip() : note);
      ModelCall call = new ModelCall(triton, asked, area, references, meter);
      try {
        Duration left = left(deadline);
        ModelCall.Answer answer = call.run(edit, seed, variation, left, listener, cancellation);
        watch.lap("model");
        watch.move("model", "triton-queue", answer.queuedMillis());
        return finish(area, asked, answer, variation, watch);
      } catch (InferenceException failure) {
        lost = lost.or(() -> ModelErrors.serverLost(failure));
        if (!call.answered() && !askedAgain && ModelErrors.anotherReplicaMayDo(failure)) {
          LOG.infof("Model %s is asked once more: %s", asked.id(), failure.getMessage());
          askedAgain = true;
        } else if (!call.answered() && models.hasNext() && ModelErrors.anotherMayDo(failure)) {
          ToolModel next = models.next();
          handOn(asked, next, call, failure);
          note = note(asked, next);
          asked = next;
          askedAgain = false;
        } else {
          throw problem(ModelErrors.told(lost, failure), asked);
        }
      }
    }
  }

  /** At least a nanosecond: a call with no time left ends as one that took too long. */
  private static Duration left(CallDeadline deadline) {
    return deadline.left().plusNanos(1);
  }

  /** The run may complete, so that its own count tells nothing of this model. */
  private void handOn(
      ToolModel failed, ToolModel next, ModelCall call, InferenceException failure) {
    LOG.warnf("Model %s failed, %s takes over: %s", failed.id(), next.id(), failure);
    if (ModelErrors.itsOwnFault(failure)) {
      meter.run(edit.tool(), failed.id().name(), ToolMeter.HANDED_ON, call.lasted());
    }
  }

  private static String note(ToolModel failed, ToolModel next) {
    return "%s is not available now; %s does it instead."
        .formatted(failed.id().name(), next.id().name());
  }

  private static ToolProblem problem(InferenceException failure, ToolModel model) {
    ToolProblem problem = ModelErrors.problem(failure);
    if (problem.kind() == ProblemKind.INTERNAL && !(failure instanceof CancelledException)) {
      LOG.errorf(failure, "Model %s failed", model.id());
    }
    return problem;
  }

  private EditResult finish(
      WorkArea asked, ToolModel model, ModelCall.Answer answer, int variation, Stopwatch watch) {
    ResultCheck.requireContent(asked, answer.image());
    answer.changed().ifPresent(mask -> ResultCheck.requireWithin(asked, mask, model.grows()));
    WorkArea area = answer.changed().map(asked::grownTo).orElse(asked);
    RgbImage result = area.stitch(answer.image());
    ResultCheck.requireLocked(area, result);
    watch.lap("stitch");
    long pixels = (long) result.width() * result.height();
    byte[] png = LargePictureThreads.call(pixels, () -> ImageEncoder.png(result));
    String sha256 = pictures.keep(png);
    watch.lap("encode");
    Optional<Suggestion> suggestion = variation == 0 ? suggestion(area) : Optional.empty();
    return new EditResult(
        png,
        sha256,
        result.width(),
        result.height(),
        area.locked(),
        area.anySize(),
        result.isSeeThrough(),
        answer.seed(),
        model.id(),
        EditParameters.of(edit, model, area),
        watch.millis(),
        variation,
        suggestion);
  }

  /** Who draws a mask means it; who clicks may have missed the shadow. */
  private Optional<Suggestion> suggestion(WorkArea area) {
    if (!edit.grows()) {
      return Optional.empty();
    }
    return area.locked()
        .flatMap(locked -> ShadowFinder.find(image.on(RgbImage.WHITE), locked))
        .map(found -> new Suggestion(Suggestion.Kind.SHADOW, found));
  }
}
