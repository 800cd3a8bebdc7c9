package dev.chatbrush.gateway.selection;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.ImageException;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.mask.MaskPng;
import dev.chatbrush.imaging.mask.Rle;
import java.util.List;
import java.util.Map;

/** A mask that comes whole, as a PNG file or as run lengths. */
public final class UploadedMask {
  private UploadedMask() {}

  /** Reads a mask for a picture of that size; fails with MASK_INVALID, _SIZE_DIFFERS, _EMPTY. */
  static RleView read(byte[] png, int width, int height) {
    Mask mask;
    try {
      ImageHeader header = ImageDecoder.readHeader(png);
      if (header.width() != width || header.height() != height) {
        throw sizeDiffers(header.width(), header.height(), width, height);
      }
      mask = MaskPng.decode(png, width, height);
    } catch (ImageException e) {
      throw new EditorException(ProblemCode.MASK_INVALID, e.getMessage(), Map.of(), e);
    }
    return filled(mask);
  }

  private static RleView filled(Mask mask) {
    if (mask.isEmpty()) {
      throw new EditorException(
          ProblemCode.MASK_EMPTY, "The mask holds no white pixel; white is what is selected.");
    }
    return RleView.from(Rle.of(mask));
  }

  private static EditorException sizeDiffers(int width, int height, int wanted, int wantedHeight) {
    return new EditorException(
        ProblemCode.MASK_SIZE_DIFFERS,
        "The mask has %d x %d pixels, the picture %d x %d; send one of the same size."
            .formatted(width, height, wanted, wantedHeight));
  }

  /** The run lengths as they came; fails with MASK_INVALID, _SIZE_DIFFERS, _EMPTY. */
  static RleView checked(RleView rle, int width, int height) {
    if (!rle.size().equals(List.of(height, width))) {
      throw sizeDiffers(rle.size().get(1), rle.size().get(0), width, height);
    }
    Mask mask;
    try {
      mask = rle.toRle().toMask();
    } catch (IllegalArgumentException e) {
      throw new EditorException(ProblemCode.MASK_INVALID, e.getMessage(), Map.of(), e);
    }
    return filled(mask);
  }

  /** A mask that was stored with a revision, as if it were selected again. */
  public static SelectionView stored(byte[] png, int width, int height, boolean drawn) {
    return view(read(png, width, height), 0, drawn);
  }

  /** All that {@code selection} leaves out; fails with MASK_EMPTY when that is nothing. */
  public static SelectionView inverse(SelectionView selection) {
    Mask rest = MaskOps.invert(selection.rle().toRle().toMask());
    return view(filled(rest), 0, selection.drawn());
  }

  static SelectionView view(RleView rle, long sequence) {
    return view(rle, sequence, true);
  }

  private static SelectionView view(RleView rle, long sequence, boolean drawn) {
    Mask mask = rle.toRle().toMask();
    Region bounds = mask.bounds().orElseThrow();
    return new SelectionView(
        sequence,
        rle,
        new SelectionView.Bounds(bounds.x(), bounds.y(), bounds.right(), bounds.bottom()),
        mask.area(),
        1,
        List.of(),
        null,
        "drawing",
        drawn,
        SelectionInput.ofUploaded(),
        List.of());
  }
}
