/**
 * One rule for calls that change something: the same key gives the same answer, and a change may be
 * asked for on the condition that nothing else has changed. Entry: {@link
 * dev.chatbrush.gateway.write.Writes}. May use owner, storage and api.
 */
package dev.chatbrush.gateway.write;
