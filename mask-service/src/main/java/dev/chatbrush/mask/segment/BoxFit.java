package dev.chatbrush.mask.segment;

import dev.chatbrush.mask.embedding.EncoderFrame;

/**
 * Chooses among the decoder's masks by how well they fill the box that the person drew: a reading
 * that leaves half of the box empty is not what was framed. The score of a mask is multiplied by
 * the overlap of its own bounds with the box, as intersection over union.
 */
final class BoxFit {
  private BoxFit() {}

  static int bestToken(DecoderOutput output, EncoderFrame frame, PromptBox box) {
    int best = 0;
    double most = -1;
    for (int token = 0; token < output.tokens(); token++) {
      double weighted = output.scores()[token] * overlap(output, token, frame, box);
      if (weighted > most) {
        best = token;
        most = weighted;
      }
    }
    return best;
  }

  /** 0 to 1; 0 for a mask that selects nothing. */
  private static double overlap(
      DecoderOutput output, int token, EncoderFrame frame, PromptBox box) {
    return CellBounds.of(output.logits(), token * DecoderOutput.GRID_AREA)
        .map(cells -> cells.inPicture(frame).overlap(box))
        .orElse(0.0);
  }
}
