package dev.chatbrush.mask.embedding;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.contracts.wire.PictureHash;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.mask.problem.MaskProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * What models see of each picture and, for longer, the pictures' sizes. A whole picture lives here
 * only while it is read. Safe for many threads.
 */
@ApplicationScoped
public class PictureStore {
  /** A view whose longest side has that many pixels tells the models as much as the picture. */
  public static final int ENOUGH_SIDE = SeenPicture.SIDE;

  private static final long SIZE_ENTRY_BYTES = 200;
  private static final long SIZES_BYTES = 4096 * SIZE_ENTRY_BYTES;

  private final ByteBoundedCache<String, SeenPicture> pictures;
  private final ByteBoundedCache<String, PictureSize> sizes =
      new ByteBoundedCache<>(SIZES_BYTES, size -> SIZE_ENTRY_BYTES, () -> {});

  public PictureStore(CacheConfig config) {
    this.pictures =
        new ByteBoundedCache<>(config.pictures().asLongValue(), SeenPicture::bytes, () -> {});
  }

  /**
   * The picture's size, from its header alone; empty when the picture is unknown and its bytes were
   * not sent.
   *
   * @throws dev.chatbrush.imaging.codec.file.ImageException when the bytes are no picture
   */
  public Optional<PictureSize> size(PictureRef ref) {
    Optional<PictureSize> known = sizes.get(ref.sha256());
    if (known.isPresent() || !ref.hasContent()) {
      return known;
    }
    if (ref.viewOf().isPresent()) {
      return ref.viewOf().map(size -> remember(ref, size));
    }
    byte[] bytes = verified(ref);
    ImageHeader header = ImageDecoder.readHeader(bytes);
    DecodeLimits.STORED.requireSize(header.width(), header.height());
    return Optional.of(
        remember(ref, new PictureSize(header.displayWidth(), header.displayHeight())));
  }

  /** Whether {@link #require} can give it. */
  boolean has(PictureRef ref) {
    return ref.hasContent() || pictures.get(ref.sha256()).isPresent();
  }

  /**
   * What models see of the picture, where {@link #has} has said that it can be given.
   *
   * @throws MaskProblem OVERLOADED when it was dropped meanwhile
   * @throws dev.chatbrush.imaging.codec.file.ImageException when the bytes are no picture
   */
  SeenPicture require(PictureRef ref) {
    Optional<SeenPicture> known = pictures.get(ref.sha256());
    if (known.isPresent()) {
      return known.get();
    }
    if (!ref.hasContent()) {
      throw MaskProblem.overloaded("The picture was dropped for lack of room. Try again.", null);
    }
    SeenPicture seen = read(ref);
    pictures.put(ref.sha256(), seen);
    remember(ref, seen.size());
    return seen;
  }

  private static SeenPicture read(PictureRef ref) {
    byte[] bytes = ref.viewOf().isPresent() ? ref.content().toByteArray() : verified(ref);
    RgbImage image = ImageDecoder.decode(bytes, DecodeLimits.STORED);
    return SeenPicture.of(
        image, ref.viewOf().orElseGet(() -> new PictureSize(image.width(), image.height())));
  }

  private PictureSize remember(PictureRef ref, PictureSize size) {
    sizes.put(ref.sha256(), size);
    return size;
  }

  /** Bytes under a wrong hash would give one person's picture to another. */
  private static byte[] verified(PictureRef ref) {
    byte[] bytes = ref.content().toByteArray();
    String found = PictureHash.of(bytes);
    if (!found.equals(ref.sha256())) {
      throw MaskProblem.of(
          ProblemCode.IMAGE_INVALID,
          "The picture's bytes have the SHA-256 %s, but it was named %s."
              .formatted(found, ref.sha256()));
    }
    return bytes;
  }

  /** Keeps nothing of these any more. */
  public void forget(Set<String> gone) {
    pictures.forget(gone::contains);
    sizes.forget(gone::contains);
  }
}
