/**
 * How a caller waits for answers: {@link dev.chatbrush.triton.grpc.waiting.Blocking} for one,
 * {@link dev.chatbrush.triton.grpc.waiting.AnswerQueue} for many. Neighbours: the root package and
 * {@code error}. For {@code grpc} only.
 */
package dev.chatbrush.triton.grpc.waiting;
