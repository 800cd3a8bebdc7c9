/**
 * The gRPC edge. Entry class: {@link dev.chatbrush.mask.api.MaskGrpcService}. May use every
 * neighbour; none uses it.
 */
package dev.chatbrush.mask.api;
