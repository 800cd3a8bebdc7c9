package dev.chatbrush.gateway.revision;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import dev.chatbrush.imaging.codec.file.ImageException;
import dev.chatbrush.imaging.codec.file.ImageFormatException;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.codec.file.ImageTooLargeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Turns an uploaded file into the PNG that is stored: upright, sRGB, no metadata. */
@ApplicationScoped
public class PictureIntake {
  private final DecodeGate gate;

  public PictureIntake(DecodeGate gate) {
    this.gate = gate;
  }

  /**
   * A picture as it is stored.
   *
   * @param reduced what models and pages will ask for at once
   */
  public record Normalised(byte[] png, Reduced reduced) {}

  /** Checks the header first, then decodes and encodes anew. */
  public Normalised normalise(byte[] file) {
    try {
      DecodeLimits.DEFAULT.requireBytes(file.length);
      ImageHeader header = ImageDecoder.readHeader(file);
      DecodeLimits.DEFAULT.requireSize(header.width(), header.height());
      return gate.decoding(
          file,
          () -> {
            RgbImage image = ImageDecoder.decode(file);
            return new Normalised(ImageEncoder.png(image), Reduced.of(image));
          });
    } catch (ImageException e) {
      throw new EditorException(codeOf(e), e.getMessage(), Map.of(), e);
    }
  }

  private static ProblemCode codeOf(ImageException failure) {
    if (failure instanceof ImageFormatException) {
      return ProblemCode.IMAGE_FORMAT_UNSUPPORTED;
    }
    return failure instanceof ImageTooLargeException
        ? ProblemCode.IMAGE_TOO_LARGE
        : ProblemCode.IMAGE_INVALID;
  }
}
