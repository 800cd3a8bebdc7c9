package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.imaging.codec.file.ImageFormat;

/**
 * What an uploaded picture came as.
 *
 * @param notes what is kept of the file beside its pixels, as {@code KeptNotes} packs it; null
 *     where it told nothing
 */
public record Origin(ImageFormat format, BlobId notes) {
  /** Of sessions that are older than this note of them. */
  public static final Origin UNKNOWN = new Origin(ImageFormat.PNG, null);
}
