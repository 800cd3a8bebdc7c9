/**
 * What works now. Entry: {@link dev.chatbrush.gateway.status.StatusMonitor}. May use agent,
 * selection, storage, grpc, event and telemetry.
 */
package dev.chatbrush.gateway.status;
