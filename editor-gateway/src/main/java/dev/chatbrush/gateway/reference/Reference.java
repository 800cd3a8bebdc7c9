package dev.chatbrush.gateway.reference;

import dev.chatbrush.gateway.storage.BlobId;

/** A picture to look at, as it is stored. */
public record Reference(BlobId image, int width, int height, boolean seeThrough) {}
