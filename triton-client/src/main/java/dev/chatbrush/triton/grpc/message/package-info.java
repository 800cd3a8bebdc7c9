/**
 * The library's own types to the protocol's messages and back, and statuses to exceptions. Entry
 * classes: {@link dev.chatbrush.triton.grpc.message.WireMessages} for tensors, {@link
 * dev.chatbrush.triton.grpc.message.ControlMessages} for what servers say of models. Neighbours:
 * the root package, {@code error} and the generated {@code wire}. For {@code grpc} only.
 */
package dev.chatbrush.triton.grpc.message;
