package dev.chatbrush.gateway.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import java.io.IOException;
import java.util.Locale;

/**
 * A file of a picture, and what OpenAI tells beside one. Written as it is, for its base64 is longer
 * still.
 *
 * @param transparent whether the picture is, in a format that knows it
 */
record ImageFile(byte[] bytes, boolean transparent) {
  static final String QUALITY = "high";

  /** The fields that tell what the file is. */
  void describe(JsonGenerator json) throws IOException {
    ImageHeader header = ImageDecoder.readHeader(bytes);
    boolean opaque = !transparent || header.format() == ImageFormat.JPEG;
    json.writeStringField("background", opaque ? "opaque" : "transparent");
    json.writeStringField("output_format", header.format().name().toLowerCase(Locale.ROOT));
    json.writeStringField("quality", QUALITY);
    json.writeStringField("size", header.width() + "x" + header.height());
  }

  /** The file as a field of base64. */
  void write(JsonGenerator json) throws IOException {
    json.writeFieldName("b64_json");
    json.writeBinary(bytes);
  }
}
