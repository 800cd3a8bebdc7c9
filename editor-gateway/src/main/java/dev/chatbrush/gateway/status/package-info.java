/**
 * What works now. Entry: {@link dev.chatbrush.gateway.status.StatusMonitor}. May use chat,
 * selection, grpc and event.
 */
package dev.chatbrush.gateway.status;
