package dev.chatbrush.gateway.revision;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.KeptNotes;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.file.ImageException;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import dev.chatbrush.imaging.codec.file.ImageFormatException;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.codec.file.ImageTooLargeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * Turns an uploaded file into what is stored: a PNG, upright, in sRGB, with its opacities where not
 * all of it is opaque, without metadata; and what the file told beside its pixels, for downloads.
 */
@ApplicationScoped
public class PictureIntake {
  private final DecodeGate gate;

  public PictureIntake(DecodeGate gate) {
    this.gate = gate;
  }

  /**
   * A picture as it is stored.
   *
   * @param seeThrough whether it is not opaque everywhere
   * @param notes what the file told beside its pixels, to be stored too; empty where it told
   *     nothing
   * @param reduced what models and pages will ask for at once
   */
  public record Normalised(
      ImageFormat format,
      byte[] png,
      boolean seeThrough,
      Optional<byte[]> notes,
      Reduced reduced) {}

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
            return new Normalised(
                header.format(),
                ImageEncoder.png(image),
                image.isSeeThrough(),
                notes(file),
                Reduced.of(image));
          });
    } catch (ImageException e) {
      throw new EditorException(codeOf(e), e.getMessage(), Map.of(), e);
    }
  }

  private static Optional<byte[]> notes(byte[] file) {
    FileNotes notes = KeptNotes.of(file);
    return notes.isEmpty() ? Optional.empty() : Optional.of(KeptNotes.pack(notes));
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
