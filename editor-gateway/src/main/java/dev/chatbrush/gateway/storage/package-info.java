/**
 * The database and the pictures, so that what is acknowledged is kept, and what can go on does
 * while the disk is full. Entries: {@link dev.chatbrush.gateway.storage.BlobStore}, {@link
 * dev.chatbrush.gateway.storage.Database}. May use api.
 */
package dev.chatbrush.gateway.storage;
