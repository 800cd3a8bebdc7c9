package dev.chatbrush.triton.grpc.message;

import com.google.protobuf.ByteString;
import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.SharedPlace;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.TensorMetadata;
import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import dev.chatbrush.triton.grpc.wire.InferParameter;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest.InferInputTensor;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest.InferRequestedOutputTensor;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse.InferOutputTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests to the wire and answers from it, without copying tensor data. */
public final class WireMessages {
  /** Asks for an empty last answer where the model itself marks none. */
  static final String EMPTY_FINAL = "triton_enable_empty_final_response";

  /** Marks the last answer. */
  static final String FINAL = "triton_final_response";

  /** Name the region, the first byte and the number of bytes of a tensor in shared memory. */
  static final String REGION = "shared_memory_region";

  static final String OFFSET = "shared_memory_offset";
  static final String BYTE_SIZE = "shared_memory_byte_size";

  private WireMessages() {}

  public static ModelInferRequest unary(InferRequest request) {
    return builder(request, request.id()).build();
  }

  public static ModelInferRequest streamed(InferRequest request, String id) {
    return builder(request, id)
        .putParameters(EMPTY_FINAL, WireParameters.toWire(EMPTY_FINAL, true))
        .build();
  }

  /** The answer to {@code request}, which says what lies in shared memory. */
  public static InferResponse unary(ModelInferResponse message, InferRequest request) {
    return response(message, request, true);
  }

  /** One of the answers to {@code request}. */
  public static InferResponse streamed(ModelInferResponse message, InferRequest request) {
    boolean last =
        message.getParametersMap().containsKey(FINAL)
            && message.getParametersMap().get(FINAL).getBoolParam();
    return response(message, request, last);
  }

  public static long dataBytes(Iterable<Tensor> tensors) {
    long bytes = 0;
    for (Tensor tensor : tensors) {
      bytes += tensor.data().size();
    }
    return bytes;
  }

  private static ModelInferRequest.Builder builder(InferRequest request, String id) {
    ModelInferRequest.Builder builder =
        ModelInferRequest.newBuilder()
            .setModelName(request.model().name())
            .setModelVersion(request.model().version())
            .setId(id);
    request
        .parameters()
        .forEach((key, value) -> builder.putParameters(key, WireParameters.toWire(key, value)));
    for (Tensor tensor : request.inputs()) {
      InferInputTensor.Builder input =
          InferInputTensor.newBuilder()
              .setName(tensor.name())
              .setDatatype(tensor.type().name())
              .addAllShape(tensor.shape().dims());
      Optional<SharedPlace> place = request.placeOf(tensor.name());
      if (place.isPresent()) {
        // the raw contents are those of the other inputs alone
        placeParameters(place.get()).forEach(input::putParameters);
      } else {
        builder.addRawInputContents(tensor.data());
      }
      builder.addInputs(input);
    }
    for (String name : request.outputs()) {
      InferRequestedOutputTensor.Builder output =
          InferRequestedOutputTensor.newBuilder().setName(name);
      request
          .placeOfOutput(name)
          .ifPresent(place -> placeParameters(place).forEach(output::putParameters));
      builder.addOutputs(output);
    }
    return builder;
  }

  private static Map<String, InferParameter> placeParameters(SharedPlace place) {
    return Map.of(
        REGION, WireParameters.toWire(REGION, place.region()),
        OFFSET, WireParameters.toWire(OFFSET, place.offset()),
        BYTE_SIZE, WireParameters.toWire(BYTE_SIZE, place.bytes()));
  }

  private static InferResponse response(
      ModelInferResponse message, InferRequest request, boolean last) {
    try {
      ModelId model = new ModelId(message.getModelName(), message.getModelVersion());
      Map<String, Object> parameters = WireParameters.fromWire(message.getParametersMap());
      List<TensorMetadata> placed = new ArrayList<>();
      List<Tensor> sent = tensors(message, request, placed);
      return new InferResponse(model, message.getId(), sent, placed, parameters, last);
    } catch (InvalidInputException malformed) {
      throw new UnexpectedResponseException(
          "the answer of '%s' is not well formed: %s"
              .formatted(message.getModelName(), malformed.getMessage()),
          malformed);
    }
  }

  /** Those that were sent; those that were not are added to {@code placed}. */
  private static List<Tensor> tensors(
      ModelInferResponse message, InferRequest request, List<TensorMetadata> placed) {
    boolean raw = message.getRawOutputContentsCount() > 0;
    if (raw && message.getRawOutputContentsCount() != message.getOutputsCount()) {
      throw new UnexpectedResponseException(
          "the answer of '%s' names %d outputs and carries data for %d"
              .formatted(
                  message.getModelName(),
                  message.getOutputsCount(),
                  message.getRawOutputContentsCount()));
    }
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < message.getOutputsCount(); i++) {
      InferOutputTensor output = message.getOutputs(i);
      DataType type = DataType.ofWireName(output.getDatatype());
      if (request.placeOfOutput(output.getName()).isPresent()) {
        placed.add(new TensorMetadata(output.getName(), type, output.getShapeList()));
        continue;
      }
      ByteString data =
          raw
              ? message.getRawOutputContents(i)
              : TypedContents.littleEndian(output.getName(), type, output.getContents());
      tensors.add(new Tensor(output.getName(), type, new Shape(output.getShapeList()), data));
    }
    return tensors;
  }
}
