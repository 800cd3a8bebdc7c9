package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.mask.embedding.Embedding;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.stroke.Stroke;
import dev.chatbrush.mask.stroke.StrokePainter;
import dev.chatbrush.mask.telemetry.PartTimer;
import dev.chatbrush.triton.ModelId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns selections into masks. Stateless but for {@link ClickMemory}; safe for many threads. */
@ApplicationScoped
public class Segmenter {
  private final MaskDecoder decoder;

  Segmenter(MaskDecoder decoder) {
    this.decoder = decoder;
  }

  /** Checks what can be told of a selection without its picture. */
  public void check(Selection selection) {
    SelectionCheck.requireBounds(selection);
  }

  /** The mask of strokes and an uploaded mask alone: no model is asked. */
  public SelectedMask draw(Selection selection, PictureSize size, PartTimer parts) {
    SelectionCheck.requireInside(selection, size);
    Mask mask = parts.time("mask", () -> finish(Optional.empty(), selection, size));
    return new SelectedMask(mask, 1, List.of(), OptionalInt.empty(), "drawing", true);
  }

  /**
   * The mask of clicks and a box, with strokes on top.
   *
   * @param session whose earlier clicks it may refine; empty for none
   * @param budget time that the caller has left
   */
  public SelectedMask segment(
      String session, Embedding embedding, Selection selection, Duration budget, PartTimer parts) {
    PictureSize size = new PictureSize(embedding.frame().width(), embedding.frame().height());
    SelectionCheck.requireInside(selection, size);
    Prompt prompt =
        new Prompt(
            selection.prompt().points(), SelectionCheck.clip(selection.prompt().box(), size));
    DecoderOutput output =
        parts.time("model", () -> decoder.decode(session, embedding, prompt, budget));
    return parts.time(
        "mask",
        () -> {
          int points = prompt.points().size() + (prompt.box().isPresent() ? 2 : 1);
          CandidateChoice choice =
              CandidateChoice.of(output, embedding.frame(), points, selection.candidate());
          decoder.remember(session, embedding, prompt, output, choice.token());
          Mask found = LogitsToMask.of(output, choice.token(), embedding.frame());
          return new SelectedMask(
              finish(Optional.of(found), selection, size),
              output.scores()[choice.token()],
              choice.candidates(),
              choice.taken(),
              nameOf(embedding.models().decoder()),
              false);
        });
  }

  /** Model, uploaded mask, strokes in their order, refinements. */
  private static Mask finish(Optional<Mask> found, Selection selection, PictureSize size) {
    Mask mask = base(found, selection.uploaded().map(Rle::toMask), size);
    if (!selection.strokes().isEmpty()) {
      byte[] values = mask.values().clone();
      StrokePainter painter = new StrokePainter(size.width(), size.height(), values);
      for (Stroke stroke : selection.strokes()) {
        painter.paint(stroke);
      }
      mask = new Mask(size.width(), size.height(), values);
    }
    return Refinements.apply(mask, selection.refine());
  }

  private static Mask base(Optional<Mask> found, Optional<Mask> uploaded, PictureSize size) {
    if (found.isPresent() && uploaded.isPresent()) {
      return MaskOps.union(found.get(), uploaded.get());
    }
    return found.or(() -> uploaded).orElseGet(() -> Mask.empty(size.width(), size.height()));
  }

  private static String nameOf(ModelId model) {
    return model.version().isEmpty() ? model.name() : model.name() + "/" + model.version();
  }
}
