package dev.chatbrush.imaging.codec.notes;

import dev.chatbrush.imaging.codec.file.Density;
import dev.chatbrush.imaging.codec.file.FileNotes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Notes in a PNG file, right behind its header: iCCP, pHYs, eXIf, XMP. */
final class PngNotesWriter {
  private static final int HEADER_END = 33;
  private static final String PROFILE_NAME = "ICC profile\0\0";

  /** Its name, and that it is neither packed nor in a language. */
  private static final String XMP_NAME = "XML:com.adobe.xmp\0\0\0\0\0";

  private static final byte METRES = 1;

  private PngNotesWriter() {}

  static byte[] write(byte[] file, FileNotes notes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 4096);
    out.write(file, 0, HEADER_END);
    if (notes.profile() != null) {
      chunk(out, "iCCP", profile(notes.profile()));
    }
    if (notes.density() != null) {
      chunk(out, "pHYs", density(notes.density()));
    }
    if (notes.exif() != null) {
      chunk(out, "eXIf", notes.exif());
    }
    if (notes.xmp() != null) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      text.writeBytes(XMP_NAME.getBytes(StandardCharsets.ISO_8859_1));
      text.writeBytes(notes.xmp());
      chunk(out, "iTXt", text.toByteArray());
    }
    out.write(file, HEADER_END, file.length - HEADER_END);
    return out.toByteArray();
  }

  private static byte[] profile(byte[] profile) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(PROFILE_NAME.getBytes(StandardCharsets.ISO_8859_1));
    try (DeflaterOutputStream packed = new DeflaterOutputStream(content)) {
      packed.write(profile);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return content.toByteArray();
  }

  private static byte[] density(Density density) {
    return ByteBuffer.allocate(9).putInt(density.x()).putInt(density.y()).put(METRES).array();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
    chunk.putInt(content.length).put(name).put(content).putInt((int) crc.getValue());
    out.writeBytes(chunk.array());
  }
}
