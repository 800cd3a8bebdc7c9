/**
 * Typed client for inference servers that speak the KServe v2 protocol, NVIDIA Triton first.
 *
 * <p>Start at {@link dev.chatbrush.triton.InferenceClient}; {@code grpc} connects one, {@code
 * catalogue} chooses models, {@code telemetry} measures, {@code testing} holds a scripted server.
 * This package knows none of them.
 */
package dev.chatbrush.triton;
