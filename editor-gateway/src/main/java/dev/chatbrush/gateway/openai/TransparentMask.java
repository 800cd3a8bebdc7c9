package dev.chatbrush.gateway.openai;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.ImageException;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.mask.Mask;
import java.util.Map;

/** A mask as OpenAI has it: a picture that is see-through where it shall be edited. */
final class TransparentMask {
  private TransparentMask() {}

  /** Reads one for a picture of that size; fails with MASK_INVALID, _SIZE_DIFFERS, _EMPTY. */
  static Mask read(byte[] file, int width, int height) {
    try {
      ImageHeader header = ImageDecoder.readHeader(file);
      if (header.width() != width || header.height() != height) {
        throw refused(
            ProblemCode.MASK_SIZE_DIFFERS,
            "The mask has %d x %d pixels, the picture %d x %d; send one of the same size."
                .formatted(header.width(), header.height(), width, height),
            null);
      }
      return selected(ImageDecoder.decode(file));
    } catch (ImageException e) {
      throw refused(ProblemCode.MASK_INVALID, e.getMessage(), e);
    }
  }

  private static Mask selected(RgbImage image) {
    byte[] opacity =
        image
            .alpha()
            .orElseThrow(
                () ->
                    refused(
                        ProblemCode.MASK_EMPTY,
                        "The mask is opaque everywhere; it must be transparent where the picture"
                            + " shall be edited.",
                        null));
    byte[] values = new byte[opacity.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (opacity[i] == 0 ? 255 : 0);
    }
    Mask mask = new Mask(image.width(), image.height(), values);
    if (mask.isEmpty()) {
      throw refused(
          ProblemCode.MASK_EMPTY,
          "No pixel of the mask is fully transparent; those that are will be edited.",
          null);
    }
    return mask;
  }

  private static EditorException refused(ProblemCode code, String detail, Throwable cause) {
    return new EditorException(code, detail, Map.of("param", "mask"), cause);
  }
}
