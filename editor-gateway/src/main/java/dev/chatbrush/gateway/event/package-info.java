/**
 * Streams of events to pages. Entry: {@link dev.chatbrush.gateway.event.EventHub}. May use api and
 * telemetry.
 */
package dev.chatbrush.gateway.event;
