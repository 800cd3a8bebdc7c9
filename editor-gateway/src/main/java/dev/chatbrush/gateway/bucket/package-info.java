/**
 * Pictures in a bucket of S3 or of a server that speaks as it does, and the choice between it and
 * the folder. Entry: {@link dev.chatbrush.gateway.bucket.S3BlobStore}. May use storage and api.
 */
package dev.chatbrush.gateway.bucket;
