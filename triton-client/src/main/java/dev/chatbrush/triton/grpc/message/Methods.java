package dev.chatbrush.triton.grpc.message;

import dev.chatbrush.triton.grpc.wire.GRPCInferenceServiceGrpc;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import dev.chatbrush.triton.grpc.wire.ModelStreamInferResponse;
import io.grpc.MethodDescriptor;

/** The calls that carry tensors, with a reader that copies once. */
public final class Methods {
  public static final MethodDescriptor<ModelInferRequest, ModelInferResponse> INFER =
      GRPCInferenceServiceGrpc.getModelInferMethod().toBuilder()
          .setResponseMarshaller(AliasingMarshaller.of(ModelInferResponse.getDefaultInstance()))
          .build();

  public static final MethodDescriptor<ModelInferRequest, ModelStreamInferResponse> STREAM_INFER =
      GRPCInferenceServiceGrpc.getModelStreamInferMethod().toBuilder()
          .setResponseMarshaller(
              AliasingMarshaller.of(ModelStreamInferResponse.getDefaultInstance()))
          .build();

  private Methods() {}
}
