package dev.chatbrush.mask.embedding;

import com.google.protobuf.ByteString;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.mask.problem.MaskProblem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A picture by its hash, with its bytes where the caller sent them: the whole file or a view of it.
 */
public final class PictureRef {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final String sha256;
  private final ByteString content;
  private final PictureSize viewOf;

  private PictureRef(String sha256, ByteString content, PictureSize viewOf) {
    if (!HASH.matcher(sha256).matches()) {
      throw MaskProblem.of(
          ProblemCode.IMAGE_INVALID,
          "A picture must be named by its SHA-256, 64 lower-case hexadecimal digits.");
    }
    this.sha256 = sha256;
    this.content = content;
    this.viewOf = viewOf;
  }

  /**
   * @param content the file that has this hash; empty when the service is expected to hold it
   * @throws MaskProblem IMAGE_INVALID when the hash is none
   */
  public static PictureRef whole(String sha256, ByteString content) {
    return new PictureRef(sha256, content, null);
  }

  /**
   * @param content a file of the picture made smaller
   * @param size of the picture itself
   * @throws MaskProblem IMAGE_INVALID when the hash is none or the size is
   */
  public static PictureRef view(String sha256, ByteString content, PictureSize size) {
    if (size.width() < 1 || size.height() < 1) {
      throw MaskProblem.of(
          ProblemCode.IMAGE_INVALID, "A view must say the width and height of its picture.");
    }
    return new PictureRef(sha256, content, size);
  }

  public String sha256() {
    return sha256;
  }

  public ByteString content() {
    return content;
  }

  public boolean hasContent() {
    return !content.isEmpty();
  }

  /** The size of the picture whose view the content is; empty where the content is whole. */
  public Optional<PictureSize> viewOf() {
    return Optional.ofNullable(viewOf);
  }
}
