/**
 * The client over gRPC. Entry: {@link dev.chatbrush.triton.grpc.GrpcInferenceClient#connect}.
 * Neighbours: the root package. {@code wire} is generated from the protocol files.
 */
package dev.chatbrush.triton.grpc;
