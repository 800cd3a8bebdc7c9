/**
 * From a drawing to a mask, by mask-service. Entry: {@link
 * dev.chatbrush.gateway.selection.SelectionService}. May use revision, write, owner, storage, grpc,
 * event, telemetry and api.
 */
package dev.chatbrush.gateway.selection;
