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
import java.util.List;

/** Picture and mask as they come in, checked. */
final class EditInput {
  private EditInput() {}

  /**
   * Beside the file itself: the decoder's copy and the picture, what goes to the model and what
   * comes back, the stitched picture and its file; of each pixel 3 bytes, measured on opaque
   * photos; with opacity 4 are reckoned.
   */
  private static final long COPIES = 6;

  /** Of these, what is of the result's size. */
  private static final long OF_RESULT = 3;

  private static final double MOST_OF_HEAP = 0.85;

  /** A result may have so many pixels for each of the picture's: four times as long sides. */
  private static final long MOST_ENLARGED = 16;

  /**
   * Memory that editing this picture takes at once, by its header.
   *
   * @param anySize whether the result may be larger than it
   * @param makesAlpha whether the result may have opacity where it has none
   */
  static long bytesToEdit(byte[] picture, boolean anySize, boolean makesAlpha) {
    ImageHeader header = header(picture);
    long pixels = header.pixels();
    long result =
        anySize ? Math.min(MOST_ENLARGED * pixels, DecodeLimits.STORED.maxPixels()) : pixels;
    int ofResult = makesAlpha ? RgbImage.CHANNELS_WITH_ALPHA : header.channels();
    return picture.length
        + (COPIES - OF_RESULT) * header.channels() * pixels
        + OF_RESULT * ofResult * result;
  }

  /** Memory that looking at these pictures takes beside that: each decoded, and as it is sent. */
  static long bytesToLookAt(List<byte[]> references) {
    return references.stream().mapToLong(EditInput::bytesToLookAt).sum();
  }

  /**
   * Both together. A large picture runs alone; with others beside it, it would not fit into a heap
   * of that many bytes at all, and nobody else's edit would survive that.
   */
  static long together(long toEdit, long toLookAt, long heap) {
    if (toLookAt > 0 && toEdit + toLookAt > MOST_OF_HEAP * heap) {
      throw new ToolProblem(
          ProblemCode.IMAGE_TOO_LARGE,
          "The picture and those to look at are too large together. Send smaller ones to look at.");
    }
    return toEdit + toLookAt;
  }

  private static long bytesToLookAt(byte[] reference) {
    ImageHeader header = header(reference);
    return reference.length + 2L * header.channels() * header.pixels();
  }

  private static ImageHeader header(byte[] picture) {
    try {
      return ImageDecoder.readHeader(picture);
    } catch (ImageException wrong) {
      throw new ToolProblem(ProblemCode.IMAGE_INVALID, wrong.getMessage(), wrong);
    }
  }

  static RgbImage decode(byte[] picture) {
    try {
      ImageHeader header = ImageDecoder.readHeader(picture);
      return LargePictureThreads.call(
          header.pixels(), () -> ImageDecoder.decode(picture, DecodeLimits.STORED));
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
