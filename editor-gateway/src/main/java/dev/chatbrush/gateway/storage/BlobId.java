package dev.chatbrush.gateway.storage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chatbrush.contracts.wire.PictureHash;
import java.util.regex.Pattern;

/** SHA-256 of a blob's bytes, in lower-case hexadecimal. Cannot name a path. */
public record BlobId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BlobId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a blob id has 64 hexadecimal digits, got " + value);
    }
  }

  /** The id that {@code content} has. */
  public static BlobId of(byte[] content) {
    return new BlobId(PictureHash.of(content));
  }

  @Override
  public String toString() {
    return value;
  }
}
