package dev.chatbrush.agent.edit;

import dev.chatbrush.agent.catalogue.GuardedTriton;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import dev.chatbrush.imaging.codec.file.ImageException;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.catalogue.AlphaUse;
import dev.chatbrush.triton.catalogue.PromptNeed;
import dev.chatbrush.triton.catalogue.ToolModel;
import dev.chatbrush.triton.catalogue.ToolOption;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One streamed call of one tool model, by the edit contract: steps, previews, then the image. */
final class ModelCall {
  private static final int COLOURS = RgbImage.CHANNELS;
  private static final int WITH_ALPHA = RgbImage.CHANNELS_WITH_ALPHA;

  private final GuardedTriton triton;
  private final ToolModel model;
  private final WorkArea area;
  private final List<RgbImage> references;
  private final ToolMeter meter;
  private final long started = System.nanoTime();
  private boolean answered;
  private double queuedMillis;

  ModelCall(
      GuardedTriton triton,
      ToolModel model,
      WorkArea area,
      List<RgbImage> references,
      ToolMeter meter) {
    this.triton = triton;
    this.model = model;
    this.area = area;
    this.references = references;
    this.meter = meter;
  }

  /**
   * What the model made, at the size that it was given.
   *
   * @param changed the mask that it changed, where that is larger than the one that it was given
   * @param queuedMillis until the tool had room for it
   */
  record Answer(RgbImage image, long seed, Optional<Mask> changed, double queuedMillis) {}

  /** Whether the model has given any answer, so that no other one may take over unseen. */
  boolean answered() {
    return answered;
  }

  /** How long it has gone on. */
  Duration lasted() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  Answer run(
      EditRequest edit,
      long seed,
      int variation,
      Duration timeout,
      EditListener listener,
      Cancellation cancellation) {
    StepClock clock = new StepClock(meter, model, edit.variations() - variation - 1);
    PreviewPainter painter = new PreviewPainter(area);
    try {
      return triton.stream(
          request(edit, seed, timeout),
          stream -> {
            cancellation.onCancel(stream::cancel);
            return read(stream, seed, clock, painter, listener);
          });
    } finally {
      cancellation.onCancel(() -> {});
    }
  }

  private Answer read(
      InferenceStream stream,
      long seed,
      StepClock clock,
      PreviewPainter painter,
      EditListener listener) {
    Answer answer = null;
    for (Optional<InferResponse> next = stream.next(); next.isPresent(); next = stream.next()) {
      InferResponse response = next.get();
      answered |= !response.outputs().isEmpty();
      report(response, clock, painter, listener);
      if (response.has("image")) {
        answer = answer(response, seed);
      }
    }
    if (answer == null) {
      throw new UnexpectedResponseException(
          "expected an output 'image' from %s before its end, got none".formatted(model.id()));
    }
    return answer;
  }

  private InferRequest request(EditRequest edit, long seed, Duration timeout) {
    RgbImage image = area.input();
    InferRequest.Builder request =
        InferRequest.to(model.id())
            .timeout(timeout)
            .parameter("whole_side", area.wholeSide()) // effects grow with the picture
            .input(tensor("image", image))
            .input(Tensor.ofInt64("seed", new long[] {seed}, 1));
    if (!area.anySize() && model.alpha() != AlphaUse.MAKE) {
      request.inPlace("image"); // tools give it once, at the end, and no larger
    }
    area.inputMask().ifPresent(mask -> request.input(tensor(mask)));
    for (int i = 0; i < references.size(); i++) {
      request.input(tensor("reference_image_" + (i + 1), shown(references.get(i))));
    }
    if (model.prompt() == PromptNeed.REQUIRED) {
      request.input(Tensor.ofString("prompt", edit.prompt()));
    }
    OptionValues.of(edit, model)
        .forEach((name, value) -> request.input(option(name).tensor(value)));
    if (edit.options().previewEvery() > 0) {
      int[] every = {edit.options().previewEvery()};
      request.input(Tensor.ofInt32("preview_every", every, 1));
    }
    return request.build();
  }

  /** As a tool gets it that knows nothing of opacity: on white. */
  private RgbImage shown(RgbImage reference) {
    return model.alpha() == AlphaUse.NONE ? reference.on(RgbImage.WHITE) : reference;
  }

  private static Tensor tensor(String name, RgbImage image) {
    return image.isSeeThrough()
        ? Tensor.ofUint8(name, image.rgba(), image.height(), image.width(), WITH_ALPHA)
        : Tensor.ofUint8(name, image.rgb(), image.height(), image.width(), COLOURS);
  }

  private static Tensor tensor(Mask mask) {
    return Tensor.ofUint8("mask", mask.values(), mask.height(), mask.width());
  }

  private ToolOption option(String name) {
    return model.option(name).orElseThrow();
  }

  private void report(
      InferResponse response, StepClock clock, PreviewPainter painter, EditListener listener) {
    if (!response.has("step") || !response.has("total_steps")) {
      return;
    }
    int step = response.output("step").asInt32()[0];
    int total = response.output("total_steps").asInt32()[0];
    if (step < 0 || total < 1 || step > total) {
      throw new UnexpectedResponseException(
          "expected step 0 to total_steps from %s, got %d of %d"
              .formatted(model.id(), step, total));
    }
    if (step == 0) { // it had to wait for a free slot, and begins now
      queuedMillis = (System.nanoTime() - started) / 1e6;
    }
    listener.progress(step, total, clock.secondsLeft(step, total));
    if (response.has("preview")) {
      painter.paint(step, picture(response.output("preview")), listener);
    }
  }

  private Answer answer(InferResponse response, long seed) {
    RgbImage image = picture(response.output("image"));
    requireSize(image);
    long used = response.has("seed") ? response.output("seed").asInt64()[0] : seed;
    Optional<Mask> changed =
        response.has("mask") ? Optional.of(mask(response.output("mask"))) : Optional.empty();
    return new Answer(image, used, changed, queuedMillis);
  }

  private Mask mask(Tensor tensor) {
    int width = area.plan().workWidth();
    int height = area.plan().workHeight();
    boolean fits =
        area.locked().isPresent()
            && tensor.type() == DataType.UINT8
            && tensor.shape().equals(Shape.of(height, width));
    if (model.grows() == 0 || !fits) {
      throw new UnexpectedResponseException(
          "expected UINT8 [%d, %d] from %s, and only where it says 'chatbrush.grows', got %s"
              .formatted(height, width, model.id(), tensor));
    }
    return new Mask(width, height, tensor.asUint8());
  }

  /** As large as it was given, or no larger than a picture may be. */
  private void requireSize(RgbImage image) {
    if (area.anySize()) {
      try {
        DecodeLimits.STORED.requireSize(image.width(), image.height());
      } catch (ImageException beyond) {
        throw new UnexpectedResponseException(
            "from %s: %s".formatted(model.id(), beyond.getMessage()), beyond);
      }
    } else if (image.width() != area.plan().workWidth()
        || image.height() != area.plan().workHeight()) {
      throw new UnexpectedResponseException(
          "expected an image of %dx%d from %s, got %s"
              .formatted(area.plan().workWidth(), area.plan().workHeight(), model.id(), image));
    }
  }

  private RgbImage picture(Tensor tensor) {
    boolean image = tensor.type() == DataType.UINT8 && tensor.shape().rank() == 3;
    long channels = image ? tensor.shape().dim(2) : 0;
    boolean withAlpha = channels == WITH_ALPHA && area.mayGiveAlpha();
    if (!withAlpha && channels != COLOURS) {
      throw new UnexpectedResponseException(
          "expected UINT8 [height, width, 3] from %s, or 4 channels by 'chatbrush.alpha', got %s"
              .formatted(model.id(), tensor));
    }
    int width = (int) tensor.shape().dim(1);
    int height = (int) tensor.shape().dim(0);
    return withAlpha
        ? RgbImage.ofRgba(width, height, tensor.asUint8())
        : new RgbImage(width, height, tensor.asUint8());
  }
}
