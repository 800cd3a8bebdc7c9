/**
 * Typed client for inference servers that speak the KServe v2 protocol, NVIDIA Triton first.
 *
 * <p>Start at {@link dev.chatbrush.triton.InferenceClient}; {@code error} says why a call failed,
 * {@code grpc} connects a client, {@code catalogue} chooses models, {@code shared} is memory that
 * the server sees too, {@code telemetry} measures, {@code testing} holds a scripted server. This
 * package knows {@code error} only.
 */
package dev.chatbrush.triton;
