/**
 * Streams of events to pages. Entry: {@link dev.chatbrush.gateway.event.EventHub}. May use signal,
 * storage, telemetry and api.
 */
package dev.chatbrush.gateway.event;
