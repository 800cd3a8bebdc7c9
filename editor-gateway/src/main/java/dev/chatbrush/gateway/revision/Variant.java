package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import java.util.Locale;

/** One form of a stored picture. {@code maxSide} is in pixels, 0 = as stored. */
public record Variant(BlobId image, ImageFormat format, int maxSide) {

  boolean isStored() {
    return format == ImageFormat.PNG && maxSide == 0;
  }

  /** A strong entity tag (RFC 9110, 8.8.3): the same tag, the same bytes. */
  public String etag() {
    String suffix = isStored() ? "" : "-" + format.name().toLowerCase(Locale.ROOT) + "-" + maxSide;
    return "\"" + image.value() + suffix + "\"";
  }
}
