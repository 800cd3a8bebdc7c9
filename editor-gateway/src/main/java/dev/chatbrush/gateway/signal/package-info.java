/**
 * What gateways that share a database tell each other: that a session's event is stored, how far an
 * edit is, that one is to stop. Entries: {@link dev.chatbrush.gateway.signal.Signals}, and {@link
 * dev.chatbrush.gateway.signal.Signal} as a CDI event. May use storage, telemetry and api.
 */
package dev.chatbrush.gateway.signal;
