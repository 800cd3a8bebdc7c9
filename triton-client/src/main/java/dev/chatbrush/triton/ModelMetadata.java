package dev.chatbrush.triton;

import dev.chatbrush.triton.error.InvalidInputException;
import java.util.List;

/**
 * Signature of a model.
 *
 * @param name folder name in the repository
 * @param versions versions that are ready
 * @param platform what runs it, for example {@code tensorrt_plan} or {@code python}
 * @param inputs inputs, optional ones too
 * @param outputs outputs
 */
public record ModelMetadata(
    String name,
    List<String> versions,
    String platform,
    List<TensorMetadata> inputs,
    List<TensorMetadata> outputs) {
  public ModelMetadata {
    versions = List.copyOf(versions);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Checks the inputs of a request against this signature. Missing inputs are left to the server,
   * since the protocol does not say here which are optional.
   *
   * @throws InvalidInputException printing what was expected and what was found
   */
  public void check(InferRequest request) {
    for (Tensor tensor : request.inputs()) {
      TensorMetadata expected =
          inputs.stream()
              .filter(input -> input.name().equals(tensor.name()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "model %s has no input '%s'; it has %s"
                              .formatted(request.model(), tensor.name(), inputs)));
      if (!expected.accepts(tensor.type(), tensor.shape())) {
        throw new InvalidInputException(
            "model %s expected %s, found %s".formatted(request.model(), expected, tensor));
      }
    }
    for (String name : request.outputs()) {
      if (outputs.stream().noneMatch(output -> output.name().equals(name))) {
        throw new InvalidInputException(
            "model %s has no output '%s'; it has %s".formatted(request.model(), name, outputs));
      }
    }
  }
}
