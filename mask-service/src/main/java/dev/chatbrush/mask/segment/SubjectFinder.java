package dev.chatbrush.mask.segment;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.decode.ClickModel;
import dev.chatbrush.mask.decode.DecoderOutput;
import dev.chatbrush.mask.decode.LogitsToMask;
import dev.chatbrush.mask.decode.MaskDecoder;
import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.embedding.Saliency;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.catalogue.EncoderGeometry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Selects what stands out: a saliency map knows which things these are, the segmentation model
 * knows their edges. Each object's box and deepest point go to the decoder, and of its masks the
 * one that agrees best with the map is taken; where none agrees the map itself is the mask.
 */
@ApplicationScoped
class SubjectFinder {
  /** Below this overlap with the map the decoder meant something else. */
  private static final double LEAST_OVERLAP = 0.6;

  private final MaskDecoder decoder;

  SubjectFinder(MaskDecoder decoder) {
    this.decoder = decoder;
  }

  /** One object's mask and how sure its maker is. */
  private record Found(MaskPart mask, float score, boolean byDecoder) {}

  /**
   * @throws MaskProblem SUBJECT_NOT_FOUND when nothing stands out
   */
  SelectedMask find(Saliency saliency, Optional<ClickModel> model, CallDeadline deadline) {
    List<SalientObject> objects = SalientObject.of(saliency);
    if (objects.isEmpty()) {
      throw MaskProblem.of(
          ProblemCode.SUBJECT_NOT_FOUND,
          "Nothing stands out in this picture. Click what you mean, or draw a box around it.");
    }
    List<Found> found =
        objects.stream().map(object -> find(object, saliency, model, deadline)).toList();
    MaskPart mask = found.stream().map(Found::mask).reduce(MaskPart::union).orElseThrow();
    boolean byDecoder = model.isPresent() && found.stream().anyMatch(Found::byDecoder);
    return new SelectedMask(
        mask,
        found.get(0).score(),
        List.of(),
        OptionalInt.empty(),
        SelectedMask.nameOf(byDecoder ? model.get().decoder() : saliency.model()),
        false);
  }

  private Found find(
      SalientObject object, Saliency saliency, Optional<ClickModel> model, CallDeadline deadline) {
    PictureSize picture = saliency.picture();
    EncoderFrame frame =
        model
            .map(one -> one.embedding().frame())
            .orElseGet(
                () ->
                    EncoderFrame.of(
                        picture.width(), picture.height(), 1024, EncoderGeometry.STRETCH));
    SaliencyGrid grid = SaliencyGrid.of(saliency, object.pixels(), frame);
    if (model.isPresent()) {
      DecoderOutput output =
          decoder.ask(
              new MaskDecoder.Question(
                  "",
                  model.get().embedding(),
                  model.get().decoder(),
                  object.prompt(picture),
                  deadline));
      int best = 0;
      for (int token = 1; token < output.tokens(); token++) {
        best = grid.overlap(output, token) > grid.overlap(output, best) ? token : best;
      }
      if (grid.overlap(output, best) >= LEAST_OVERLAP) {
        return new Found(LogitsToMask.of(output, best, frame), output.scores()[best], true);
      }
    }
    float score = object.meanSaliency(saliency);
    DecoderOutput map = new DecoderOutput(grid.cells(), new float[] {score});
    return new Found(LogitsToMask.of(map, 0, frame), score, false);
  }
}
