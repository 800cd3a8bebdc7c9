/**
 * What works now, and when it is ready to. Entry: {@link
 * dev.chatbrush.gateway.status.StatusMonitor}. May use agent, selection, owner, storage, grpc,
 * event, telemetry and api.
 */
package dev.chatbrush.gateway.status;
