package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.named.Choice;
import dev.chatbrush.triton.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The answer to a selection.
 *
 * @param score the decoder's own estimate of its IoU, 0 to 1; 1 for a drawn mask
 * @param taken index of the candidate taken; empty for a drawn mask and for the decoder's single
 *     answer to several clicks
 * @param model name and version, or "drawing"
 * @param drawn whether no model was asked
 * @param choice of what was found by its name; empty where nothing was named
 */
public record SelectedMask(
    MaskPart mask,
    float score,
    List<Candidate> candidates,
    OptionalInt taken,
    String model,
    boolean drawn,
    Optional<Choice> choice) {

  SelectedMask(
      MaskPart mask,
      float score,
      List<Candidate> candidates,
      OptionalInt taken,
      String model,
      boolean drawn) {
    this(mask, score, candidates, taken, model, drawn, Optional.empty());
  }

  /** As {@link #model} has it. */
  static String nameOf(ModelId model) {
    return model.version().isEmpty() ? model.name() : model.name() + "/" + model.version();
  }

  /** The same answer with its mask changed. */
  SelectedMask with(MaskPart changed) {
    return new SelectedMask(changed, score, candidates, taken, model, drawn, choice);
  }

  /** The same answer with what it was chosen from. */
  SelectedMask among(Choice finds) {
    return new SelectedMask(mask, score, candidates, taken, model, drawn, Optional.of(finds));
  }
}
