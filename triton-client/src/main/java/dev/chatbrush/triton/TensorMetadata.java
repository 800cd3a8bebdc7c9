package dev.chatbrush.triton;

import java.util.List;

/**
 * What a model says about one input or output.
 *
 * @param name name in requests and answers
 * @param type element type
 * @param dims extents; -1 means any. With a batching model the first is the batch.
 */
public record TensorMetadata(String name, DataType type, List<Long> dims) {
  public TensorMetadata {
    dims = List.copyOf(dims);
  }

  /** Whether a tensor of that type and shape fits. */
  public boolean accepts(DataType otherType, Shape shape) {
    if (type != otherType || dims.size() != shape.rank()) {
      return false;
    }
    for (int i = 0; i < dims.size(); i++) {
      if (dims.get(i) >= 0 && dims.get(i) != shape.dim(i)) {
        return false;
      }
    }
    return true;
  }

  /** For example {@code 'image' UINT8[-1,-1,3]}. */
  @Override
  public String toString() {
    return "'" + name + "' " + type + Shape.text(dims);
  }
}
