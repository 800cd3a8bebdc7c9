package dev.chatbrush.mask.segment;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.decode.ClickModel;
import dev.chatbrush.mask.decode.MaskDecoder.Question;
import dev.chatbrush.mask.decode.Prompt;
import dev.chatbrush.mask.decode.PromptBox;
import dev.chatbrush.mask.embedding.Detection;
import dev.chatbrush.mask.embedding.Detections;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.named.Choice;
import dev.chatbrush.mask.named.Find;
import dev.chatbrush.mask.named.Named;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.mask.telemetry.PartTimer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Selects what a detector found: where the model says which part of its box is the thing, that is
 * the mask, else the segmentation model knows its outline, asked by the box.
 */
@ApplicationScoped
class NamedFinder {
  private final PromptReader prompts;

  NamedFinder(PromptReader prompts) {
    this.prompts = prompts;
  }

  /** A find and where it came from. */
  private record Source(Find find, Detection detection) {}

  /**
   * @param found what of the detector's finds has the name and is sure enough
   * @param model empty where none is ready
   * @throws MaskProblem as {@link Choice#of}; MODEL_UNAVAILABLE where an outline is needed and no
   *     model is there to draw it
   */
  SelectedMask find(
      Named named,
      Detections found,
      Optional<ClickModel> model,
      Tidy tidy,
      CallDeadline deadline,
      PartTimer parts) {
    List<Source> sources = numbered(found.found());
    Choice choice = Choice.of(named, sources.stream().map(Source::find).toList());
    PictureSize size = found.picture();
    MaskPart mask = MaskPart.nothing(size.width(), size.height());
    float score = 1;
    for (Find find : choice.chosen()) {
      Detection detection = sources.get(find.number() - 1).detection();
      MaskPart part =
          detection.shape().isPresent()
              ? stretched(detection, size)
              : outlined(detection, outliner(model), tidy, deadline, parts);
      mask = mask.union(part);
      score = Math.min(score, find.score());
    }
    SelectedMask selected =
        new SelectedMask(
            mask, score, List.of(), OptionalInt.empty(), SelectedMask.nameOf(found.model()), false);
    return selected.among(choice);
  }

  private static List<Source> numbered(List<Detection> found) {
    List<Detection> ordered = new ArrayList<>(found);
    ordered.sort(Comparator.comparingDouble(one -> one.x0() + one.x1()));
    List<Source> sources = new ArrayList<>();
    for (Detection one : ordered) {
      Find find =
          new Find(
              sources.size() + 1, one.label(), one.score(), one.x0(), one.y0(), one.x1(), one.y1());
      sources.add(new Source(find, one));
    }
    return sources;
  }

  private static ClickModel outliner(Optional<ClickModel> model) {
    return model.orElseThrow(
        () ->
            MaskProblem.modelUnavailable(
                "The thing was found, but no segmentation model is ready to draw its outline."
                    + " Try again in a moment, or paint it.",
                null));
  }

  private MaskPart outlined(
      Detection one, ClickModel model, Tidy tidy, CallDeadline deadline, PartTimer parts) {
    PromptBox box = new PromptBox(one.x0(), one.y0(), one.x1(), one.y1());
    Question question =
        new Question(
            "",
            model.embedding(),
            model.decoder(),
            new Prompt(List.of(), Optional.of(box)),
            deadline);
    return prompts.read(question, OptionalInt.empty(), tidy, parts).mask();
  }

  private static MaskPart stretched(Detection one, PictureSize size) {
    Region at =
        Region.ofCorners(
            (int) Math.floor(one.x0()),
            (int) Math.floor(one.y0()),
            (int) Math.ceil(one.x1()),
            (int) Math.ceil(one.y1()));
    Mask shape = one.shape().orElseThrow().resizeTo(at.width(), at.height());
    return new MaskPart(size.width(), size.height(), at, shape);
  }
}
