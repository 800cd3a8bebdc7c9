package dev.chatbrush.triton;

import dev.chatbrush.triton.error.InvalidInputException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Extents of a tensor, outermost first. Immutable. A dimension may be 0 (an empty tensor); rank 0
 * is a scalar with one element.
 *
 * @param dims the extents, each 0 or more
 */
public record Shape(List<Long> dims) {
  public Shape {
    dims = List.copyOf(dims);
    for (long dim : dims) {
      if (dim < 0) {
        throw new InvalidInputException(
            "shape %s has a negative dimension; a tensor's own dimensions are 0 or more"
                .formatted(text(dims)));
      }
    }
  }

  /** The shape of these extents. */
  public static Shape of(long... dims) {
    return new Shape(LongStream.of(dims).boxed().toList());
  }

  /** Number of dimensions. */
  public int rank() {
    return dims.size();
  }

  /** Extent of dimension {@code index}, counted from the outermost. */
  public long dim(int index) {
    return dims.get(index);
  }

  /** With an axis of 1 in front. */
  Shape inBatch() {
    return new Shape(Stream.concat(Stream.of(1L), dims.stream()).toList());
  }

  /**
   * Product of the extents.
   *
   * @throws InvalidInputException when it does not fit in 63 bits
   */
  public long elementCount() {
    try {
      return dims.stream().reduce(1L, Math::multiplyExact);
    } catch (ArithmeticException overflow) {
      throw new InvalidInputException(
          "shape %s has more elements than 63 bits can count; send smaller tensors".formatted(this),
          overflow);
    }
  }

  /** For example {@code [1,3,224,224]}. */
  @Override
  public String toString() {
    return text(dims);
  }

  static String text(List<Long> dims) {
    return dims.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
