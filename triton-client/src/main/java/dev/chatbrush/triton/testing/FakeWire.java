package dev.chatbrush.triton.testing;

import com.google.protobuf.ByteString;
import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.SharedPlace;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.grpc.wire.InferParameter;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest.InferInputTensor;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest.InferRequestedOutputTensor;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse.InferOutputTensor;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server's side of the wire: requests from it, answers to it. */
final class FakeWire {
  private static final String REGION = "shared_memory_region";

  private FakeWire() {}

  static InferRequest request(
      ModelInferRequest message,
      FakeRegions regions,
      Duration timeout,
      Map<String, String> headers) {
    InferRequest.Builder builder =
        InferRequest.to(new ModelId(message.getModelName(), message.getModelVersion()))
            .id(message.getId())
            .timeout(timeout);
    message.getParametersMap().forEach((key, value) -> put(builder, key, value));
    headers.forEach(builder::header);
    Iterator<ByteString> sent = message.getRawInputContentsList().iterator();
    for (InferInputTensor input : message.getInputsList()) {
      if (input.containsParameters(REGION)) {
        SharedPlace place = FakeRegions.place(input.getParametersMap());
        builder.input(tensor(input, regions.read(place)), place);
      } else {
        builder.input(tensor(input, sent.next()));
      }
    }
    for (InferRequestedOutputTensor output : message.getOutputsList()) {
      builder.outputs(output.getName());
      if (output.containsParameters(REGION)) {
        builder.inPlace(output.getName());
      }
    }
    return builder.build();
  }

  private static Tensor tensor(InferInputTensor input, ByteString data) {
    return new Tensor(
        input.getName(),
        DataType.ofWireName(input.getDatatype()),
        new Shape(input.getShapeList()),
        data);
  }

  static ModelInferResponse.Builder response(
      InferRequest request, FakeRegions regions, List<Tensor> tensors) {
    ModelInferResponse.Builder builder = empty(request);
    for (Tensor tensor : tensors) {
      if (request.outputs().isEmpty() || request.outputs().contains(tensor.name())) {
        Optional<SharedPlace> place = request.placeOfOutput(tensor.name());
        place.ifPresent(there -> regions.write(tensor, there));
        ByteString sent = place.isPresent() ? ByteString.EMPTY : tensor.data();
        add(builder, tensor.name(), tensor.type(), tensor.shape(), sent);
      }
    }
    return builder;
  }

  static ModelInferResponse.Builder malformed(
      InferRequest request, String name, DataType type, Shape shape, byte[] data) {
    ModelInferResponse.Builder builder = empty(request);
    add(builder, name, type, shape, ByteString.copyFrom(data));
    return builder;
  }

  static ModelInferResponse.Builder empty(InferRequest request) {
    String version = request.model().version();
    return ModelInferResponse.newBuilder()
        .setModelName(request.model().name())
        .setModelVersion(version.isEmpty() ? "1" : version)
        .setId(request.id());
  }

  private static void add(
      ModelInferResponse.Builder builder,
      String name,
      DataType type,
      Shape shape,
      ByteString data) {
    builder
        .addOutputs(
            InferOutputTensor.newBuilder()
                .setName(name)
                .setDatatype(type.name())
                .addAllShape(shape.dims()))
        .addRawOutputContents(data);
  }

  private static void put(InferRequest.Builder builder, String key, InferParameter value) {
    switch (value.getParameterChoiceCase()) {
      case BOOL_PARAM -> builder.parameter(key, value.getBoolParam());
      case INT64_PARAM -> builder.parameter(key, value.getInt64Param());
      case UINT64_PARAM -> builder.parameter(key, value.getUint64Param());
      case DOUBLE_PARAM -> builder.parameter(key, value.getDoubleParam());
      case STRING_PARAM -> builder.parameter(key, value.getStringParam());
      case PARAMETERCHOICE_NOT_SET -> {} // a key without a value says nothing
    }
  }
}
