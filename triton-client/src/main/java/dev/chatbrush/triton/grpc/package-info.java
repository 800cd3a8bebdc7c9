/**
 * The client over gRPC. Entry: {@link dev.chatbrush.triton.grpc.GrpcInferenceClient#connect}.
 * {@code message} writes and reads the wire, whose classes ({@code wire}) are generated from the
 * protocol files; {@code waiting} hands answers to callers. Neighbours: the root package and {@code
 * error}.
 */
package dev.chatbrush.triton.grpc;
