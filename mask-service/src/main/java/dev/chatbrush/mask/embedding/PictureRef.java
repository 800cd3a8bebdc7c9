package dev.chatbrush.mask.embedding;

import com.google.protobuf.ByteString;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.mask.problem.MaskProblem;
import java.util.regex.Pattern;

/**
 * A picture by its hash, with its bytes where the caller sent them.
 *
 * @param content empty when the service is expected to hold the picture
 */
public record PictureRef(String sha256, ByteString content) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws MaskProblem IMAGE_INVALID when the hash is none
   */
  public PictureRef {
    if (!HASH.matcher(sha256).matches()) {
      throw MaskProblem.of(
          ProblemCode.IMAGE_INVALID,
          "A picture must be named by its SHA-256, 64 lower-case hexadecimal digits.");
    }
  }

  public boolean hasContent() {
    return !content.isEmpty();
  }
}
