/**
 * The services' one way to Triton: where it is, the client, the catalogue. Entry: {@link
 * dev.chatbrush.calls.triton.TritonConnection}. A service that wants its beans indexes this module.
 * Uses {@code calls}.
 */
package dev.chatbrush.calls.triton;
