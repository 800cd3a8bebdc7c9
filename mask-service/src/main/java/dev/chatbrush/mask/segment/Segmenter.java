package dev.chatbrush.mask.segment;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.embedding.Embedding;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.embedding.Saliency;
import dev.chatbrush.mask.stroke.Stroke;
import dev.chatbrush.mask.stroke.StrokePainter;
import dev.chatbrush.mask.telemetry.PartTimer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns selections into masks. Stateless but for {@link ClickMemory}; safe for many threads. */
@ApplicationScoped
public class Segmenter {
  private final MaskDecoder decoder;
  private final SubjectFinder subjects;

  Segmenter(MaskDecoder decoder, SubjectFinder subjects) {
    this.decoder = decoder;
    this.subjects = subjects;
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
    return parts.time("mask", () -> finish(drawn, selection, size));
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
    DecoderOutput output = parts.time("model", () -> decoder.decode(question));
    return parts.time(
        "mask",
        () -> {
          CandidateChoice choice =
              CandidateChoice.of(output, embedding.frame(), prompt, selection.candidate());
          decoder.remember(question, output, choice.token());
          SelectedMask found =
              new SelectedMask(
                  LogitsToMask.of(output, choice.token(), embedding.frame()),
                  output.scores()[choice.token()],
                  choice.candidates(),
                  choice.taken(),
                  SelectedMask.nameOf(model.decoder()),
                  false);
          return finish(found, selection, size);
        });
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
    SelectedMask found = parts.time("model", () -> subjects.find(saliency, model, deadline));
    return parts.time("mask", () -> finish(found, selection, saliency.picture()));
  }

  /** Model, uploaded mask, strokes in their order, refinements. */
  private static SelectedMask finish(SelectedMask found, Selection selection, PictureSize size) {
    MaskPart mask = found.mask();
    if (selection.subject() == Subject.BACKGROUND) {
      mask = MaskPart.of(MaskOps.invert(mask.whole()));
    }
    if (selection.uploaded().isPresent()) {
      mask = mask.union(MaskPart.ofSelected(selection.uploaded().get().toMask()));
    }
    if (!selection.strokes().isEmpty()) {
      mask = paint(mask, selection.strokes(), size);
    }
    return found.with(Refinements.apply(mask, selection.refine()));
  }

  private static MaskPart paint(MaskPart mask, List<Stroke> strokes, PictureSize size) {
    byte[] values = mask.whole().values().clone();
    StrokePainter painter = new StrokePainter(size.width(), size.height(), values);
    strokes.forEach(painter::paint);
    return MaskPart.ofSelected(new Mask(size.width(), size.height(), values));
  }
}
