package dev.chatbrush.mask.segment;

import dev.chatbrush.mask.decode.CellBounds;
import dev.chatbrush.mask.decode.DecoderOutput;
import dev.chatbrush.mask.decode.PromptBox;
import dev.chatbrush.mask.embedding.EncoderFrame;

/**
 * How well a mask of the decoder fills the box that the person drew, by which its score is
 * multiplied: a reading that leaves half of the box empty is not what was framed.
 */
final class BoxFit {
  private BoxFit() {}

  /** Of the mask's own bounds with the box, intersection over union; 0 for one of nothing. */
  static double overlap(DecoderOutput output, int token, EncoderFrame frame, PromptBox box) {
    return CellBounds.of(output.logits(), token * DecoderOutput.GRID_AREA)
        .map(cells -> cells.inPicture(frame).overlap(box))
        .orElse(0.0);
  }
}
