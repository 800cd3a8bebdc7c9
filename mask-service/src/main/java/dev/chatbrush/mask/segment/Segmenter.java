package dev.chatbrush.mask.segment;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.imaging.mask.Dots;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.decode.ClickModel;
import dev.chatbrush.mask.decode.MaskDecoder;
import dev.chatbrush.mask.decode.Prompt;
import dev.chatbrush.mask.embedding.CutOut;
import dev.chatbrush.mask.embedding.Detections;
import dev.chatbrush.mask.embedding.Embedding;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.embedding.Saliency;
import dev.chatbrush.mask.stroke.StrokePainter;
import dev.chatbrush.mask.telemetry.PartTimer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns selections into masks. Stateless; safe for many threads. */
@ApplicationScoped
public class Segmenter {
  private final PromptReader prompts;
  private final SubjectFinder subjects;
  private final NamedFinder named;

  Segmenter(PromptReader prompts, SubjectFinder subjects, NamedFinder named) {
    this.prompts = prompts;
    this.subjects = subjects;
    this.named = named;
  }

  /** Checks what can be told of a selection without its picture. */
  public void check(Selection selection) {
    SelectionCheck.requireBounds(selection);
  }

  /** The mask of strokes and an uploaded mask alone: no model is asked. */
  public SelectedMask draw(Selection selection, PictureSize size, PartTimer parts) {
    SelectionCheck.requireInside(selection, size);
    MaskPart nothing = MaskPart.nothing(size.width(), size.height());
    SelectedMask drawn =
        new SelectedMask(nothing, 1, List.of(), OptionalInt.empty(), "drawing", true);
    return parts.time("mask", () -> finish(drawn, selection));
  }

  /**
   * The mask of clicks and a box, with strokes on top.
   *
   * @param session whose earlier clicks it may refine; empty for none
   * @param deadline of the caller
   */
  public SelectedMask segment(
      String session,
      ClickModel model,
      Selection selection,
      CallDeadline deadline,
      PartTimer parts) {
    Embedding embedding = model.embedding();
    PictureSize size = new PictureSize(embedding.frame().width(), embedding.frame().height());
    SelectionCheck.requireInside(selection, size);
    Prompt prompt =
        new Prompt(
            selection.prompt().points(), SelectionCheck.clip(selection.prompt().box(), size));
    MaskDecoder.Question question =
        new MaskDecoder.Question(session, embedding, model.decoder(), prompt, deadline);
    SelectedMask found =
        prompts.read(question, selection.candidate(), selection.refine().tidy(), parts);
    return parts.time("mask", () -> finish(found, selection));
  }

  /**
   * The mask of the picture's subject, or of all but it, with strokes on top.
   *
   * @param model empty where none is ready: the saliency map alone then makes the mask
   */
  public SelectedMask subject(
      Saliency saliency,
      Optional<ClickModel> model,
      Selection selection,
      CallDeadline deadline,
      PartTimer parts) {
    SelectionCheck.requireInside(selection, saliency.picture());
    boolean background = selection.subject() == Subject.BACKGROUND;
    if (saliency.cutOut().isPresent()) {
      CutOut cutOut = saliency.cutOut().get();
      PictureSize size = saliency.picture();
      Mask mask = background ? cutOut.background(size) : cutOut.subject(size);
      return parts.time("mask", () -> finish(byOpacity(mask, saliency), selection));
    }
    SelectedMask found = parts.time("model", () -> subjects.find(saliency, model, deadline));
    return parts.time(
        "mask",
        () -> {
          SelectedMask subject = tidied(found, selection);
          return finish(background ? allBut(subject) : subject, selection);
        });
  }

  private static SelectedMask byOpacity(Mask mask, Saliency saliency) {
    String name = SelectedMask.nameOf(saliency.model());
    return new SelectedMask(
        MaskPart.ofSelected(mask), 1, List.of(), OptionalInt.empty(), name, false);
  }

  private static SelectedMask allBut(SelectedMask subject) {
    return subject.with(MaskPart.of(MaskOps.invert(subject.mask().whole())));
  }

  /**
   * The mask of what has the name that the selection says, with strokes on top.
   *
   * @param found what has it
   * @param model empty where none is ready
   */
  public SelectedMask named(
      Detections found,
      Optional<ClickModel> model,
      Selection selection,
      CallDeadline deadline,
      PartTimer parts) {
    SelectionCheck.requireInside(selection, found.picture());
    SelectedMask selected =
        named.find(
            selection.named().orElseThrow(),
            found,
            model,
            selection.refine().tidy(),
            deadline,
            parts);
    return parts.time("mask", () -> finish(selected, selection));
  }

  private static SelectedMask tidied(SelectedMask found, Selection selection) {
    return selection.refine().tidy() == Tidy.NOTHING
        ? found
        : found.with(Dots.remove(found.mask(), Tidy.DOT_SHARE));
  }

  /** Model, uploaded mask, strokes in their order, refinements. */
  private static SelectedMask finish(SelectedMask found, Selection selection) {
    MaskPart mask = found.mask();
    if (selection.uploaded().isPresent()) {
      MaskPart uploaded = MaskPart.ofSelected(selection.uploaded().get().toMask());
      mask = selection.join().apply(uploaded, mask);
    }
    mask = StrokePainter.paint(mask, selection.strokes());
    return found.with(Refinements.apply(mask, selection.refine()));
  }
}
