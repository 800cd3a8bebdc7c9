package dev.chatbrush.triton;

import dev.chatbrush.triton.error.InvalidInputException;
import java.util.Objects;

/**
 * Where a tensor's bytes lie in memory that the server sees too, so that they need not be sent.
 *
 * <p>Source: KServe v2, "system shared memory extension".
 *
 * @param region name under which the server knows the memory
 * @param offset of the first byte in the region
 * @param bytes how many
 */
public record SharedPlace(String region, long offset, long bytes) {
  public SharedPlace {
    Objects.requireNonNull(region, "region");
    if (region.isEmpty() || offset < 0 || bytes < 0) {
      throw new InvalidInputException(
          "a place in shared memory needs a region's name, and an offset and a size of 0 or more;"
              + " found '%s', %d and %d".formatted(region, offset, bytes));
    }
  }

  /**
   * Checks that a tensor fits.
   *
   * @throws InvalidInputException where it is of another size
   */
  void require(Tensor tensor) {
    if (bytes != tensor.data().size()) {
      throw new InvalidInputException(
          "%s has %d bytes, its place in shared memory %d"
              .formatted(tensor, tensor.data().size(), bytes));
    }
  }
}
