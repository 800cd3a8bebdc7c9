package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.mask.decode.Prompt;
import dev.chatbrush.mask.named.Named;
import dev.chatbrush.mask.stroke.Stroke;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that the person has drawn for one object.
 *
 * @param candidate which of the decoder's candidates to take; empty = the choice is ours
 * @param uploaded a mask that strokes are drawn onto
 * @param join how what is found joins the uploaded mask
 * @param sought what is meant instead of clicks and a box
 */
public record Selection(
    Prompt prompt,
    List<Stroke> strokes,
    OptionalInt candidate,
    Refine refine,
    Optional<Rle> uploaded,
    Join join,
    Sought sought) {
  public Selection {
    strokes = List.copyOf(strokes);
  }

  /** Whether nothing was asked of a model. */
  public boolean isDrawn() {
    return prompt.isEmpty() && sought.isNothing();
  }

  public Subject subject() {
    return sought.subject();
  }

  public Optional<Named> named() {
    return sought.named();
  }
}
