/**
 * From a drawing to a mask, by mask-service. Entry: {@link
 * dev.chatbrush.gateway.selection.SelectionService}. May use revision, grpc and event.
 */
package dev.chatbrush.gateway.selection;
