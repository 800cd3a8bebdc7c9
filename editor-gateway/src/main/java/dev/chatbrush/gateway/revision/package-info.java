/**
 * Versions of a picture, the tree that they form, and how they are sent. Entry: {@link
 * dev.chatbrush.gateway.revision.HistoryService}. May use write, owner, storage and api.
 */
package dev.chatbrush.gateway.revision;
