/**
 * Pictures that edits look at beside the one that they change. Entry: {@link
 * dev.chatbrush.gateway.reference.ReferenceService}. May use revision, write, storage and api.
 */
package dev.chatbrush.gateway.reference;
