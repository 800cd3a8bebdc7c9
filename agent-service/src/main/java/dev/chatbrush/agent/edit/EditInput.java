package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.imaging.LargePictureThreads;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import dev.chatbrush.imaging.codec.file.ImageException;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.Rle;

/** Picture and mask as they come in, checked. */
final class EditInput {
  private EditInput() {}

  /**
   * The file itself, and of each pixel: the decoder's copy and the picture, what goes to the model
   * and what comes back, the stitched picture and its file, 3 bytes or so each.
   */
  private static final long BYTES_A_PIXEL = 18;

  /** Memory that editing this picture takes at once, by its header. */
  static long bytesToEdit(byte[] picture) {
    try {
      ImageHeader header = ImageDecoder.readHeader(picture);
      return picture.length + BYTES_A_PIXEL * header.width() * header.height();
    } catch (ImageException wrong) {
      throw new ToolProblem(ProblemCode.IMAGE_INVALID, wrong.getMessage(), wrong);
    }
  }

  static RgbImage decode(byte[] picture) {
    try {
      ImageHeader header = ImageDecoder.readHeader(picture);
      return LargePictureThreads.call(
          (long) header.width() * header.height(),
          () -> ImageDecoder.decode(picture, DecodeLimits.STORED));
    } catch (ImageException wrong) {
      throw new ToolProblem(ProblemCode.IMAGE_INVALID, wrong.getMessage(), wrong);
    }
  }

  static Mask mask(Rle rle, RgbImage image) {
    if (rle.width() != image.width() || rle.height() != image.height()) {
      throw new ToolProblem(
          ProblemCode.MASK_SIZE,
          "The selection is for a picture of %d x %d pixels, this one has %d x %d. Select again."
              .formatted(rle.width(), rle.height(), image.width(), image.height()));
    }
    if (rle.area() == 0) {
      throw WorkArea.emptyMask();
    }
    return rle.toMask();
  }
}
