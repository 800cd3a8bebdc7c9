/**
 * A scripted server for tests of programs that use the client. Entry: {@link
 * dev.chatbrush.triton.testing.FakeTriton}. Neighbours: the root package and {@code grpc}.
 */
package dev.chatbrush.triton.testing;
