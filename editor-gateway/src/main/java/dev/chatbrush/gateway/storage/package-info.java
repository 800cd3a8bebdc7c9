/**
 * The database and the pictures, so that what is acknowledged is kept. Entry: {@link
 * dev.chatbrush.gateway.storage.BlobStore}. May use api.
 */
package dev.chatbrush.gateway.storage;
