package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.Luma;
import dev.chatbrush.imaging.mask.Dots;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.imaging.mask.ThinLine;
import dev.chatbrush.mask.decode.DecoderOutput;
import dev.chatbrush.mask.decode.PromptPoint;
import java.util.Optional;

/**
 * Follows what is thinner than the decoder's grid can hold: of a wire its mask has pieces. Where
 * the mask is nothing but thin, the line at each include is followed in the picture that the
 * encoder saw.
 */
final class ThinThings {
  /** Cells of the grid that a thin thing's mask is wide at most, less one. */
  private static final int THIN = 2;

  /** Share of the mask that may be thicker. */
  private static final double MOST_THICK = 0.05;

  private ThinThings() {}

  /** The reading's mask with the lines that it holds pieces of. */
  static MaskPart followed(Reading reading, Clicks clicks, Luma view) {
    MaskPart mask = reading.mask();
    if (!isThin(reading.output(), reading.token())) {
      return mask;
    }
    for (PromptPoint include : clicks.includes()) {
      Optional<MaskPart> line = lineAt(include, mask, view);
      if (line.isPresent()) {
        mask = Dots.remove(mask.union(line.get()), Tidy.DOT_SHARE);
      }
    }
    return mask;
  }

  /** The line at a click, of the mask's size. */
  static Optional<MaskPart> lineAt(PromptPoint point, MaskPart mask, Luma view) {
    int x = (int) Math.min(view.width() - 1.0, point.x() * view.width() / mask.width());
    int y = (int) Math.min(view.height() - 1.0, point.y() * view.height() / mask.height());
    int cell = Math.max(view.width(), view.height()) / DecoderOutput.GRID;
    return ThinLine.at(view, x, y, THIN * (cell + 1))
        .map(line -> line.scaledTo(mask.width(), mask.height()));
  }

  /** Whether one of the decoder's masks is nowhere thick. */
  static boolean isThin(DecoderOutput output, int token) {
    float[] logits = output.mask(token);
    byte[] values = new byte[logits.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (logits[i] > 0 ? 255 : 0);
    }
    Mask cells = new Mask(DecoderOutput.GRID, DecoderOutput.GRID, values);
    long thick = MaskOps.erode(cells, THIN).area();
    return thick <= MOST_THICK * cells.area();
  }
}
