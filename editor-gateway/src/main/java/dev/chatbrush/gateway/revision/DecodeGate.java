package dev.chatbrush.gateway.revision;

import dev.chatbrush.calls.MemoryBudget;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.imaging.LargePictureThreads;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Lets so many pictures into memory as fit: each says by its header what it will need, and waits
 * its turn. Files and pixels have budgets of their own, so that who holds a file and waits for room
 * to decode it never waits for another who does the same. Thread-safe.
 */
@ApplicationScoped
public class DecodeGate {
  /**
   * Of a decoded picture, the decoder's own copy, and the encoded one: 3 + 3 + 2 bytes a pixel for
   * noise, measured on photos of 12 and 35 megapixels; 4 + 4 + 3 with opacities.
   */
  private static long bytesAPixel(ImageHeader header) {
    return header.seeThrough() ? 11 : 8;
  }

  private final MemoryBudget files;
  private final MemoryBudget pixels;
  private final RevisionConfig config;

  public DecodeGate(RevisionConfig config) {
    this.config = config;
    this.files = MemoryBudget.ofHeap(config.fileMemory());
    this.pixels = MemoryBudget.ofHeap(config.pixelMemory());
  }

  /**
   * Runs {@code work}, which holds a file of that many bytes, when there is room for it.
   *
   * @throws EditorException OVERLOADED after the configured wait
   */
  public <T> T holding(long bytes, Supplier<T> work) {
    return within(files, bytes, work);
  }

  /**
   * Runs {@code work}, which decodes that file, when there is room for its pixels, and where it
   * stands back for clicks.
   *
   * @throws EditorException OVERLOADED after the configured wait
   * @throws dev.chatbrush.imaging.codec.file.ImageException when the file is no picture
   */
  public <T> T decoding(byte[] file, Supplier<T> work) {
    ImageHeader header = ImageDecoder.readHeader(file);
    long count = header.pixels();
    return within(pixels, bytesAPixel(header) * count, () -> LargePictureThreads.call(count, work));
  }

  private <T> T within(MemoryBudget budget, long bytes, Supplier<T> work) {
    try (MemoryBudget.Lease lease =
        budget.take(bytes, config.decodeWait()).orElseThrow(DecodeGate::overloaded)) {
      return work.get();
    }
  }

  private static EditorException overloaded() {
    return new EditorException(
        ProblemCode.OVERLOADED, "Many pictures are being read. Try again in a few seconds.");
  }
}
