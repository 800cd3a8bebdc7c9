package dev.chatbrush.imaging.codec.notes;

import dev.chatbrush.imaging.codec.file.ByteReader;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.codec.file.WebpFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Notes in a still WebP file, which takes the extended form for them: VP8X, ICCP, the picture,
 * EXIF, XMP. For a density it has no other place than EXIF. Source: RFC 9649, section 2.7.
 */
final class WebpNotesWriter {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEAD = 8;
  private static final int HAS_PROFILE = 0x20;
  private static final int HAS_ALPHA = 0x10;
  private static final int HAS_EXIF = 0x08;
  private static final int HAS_XMP = 0x04;
  private static final int LOSSLESS_ALPHA_BIT = 28;

  private final byte[] file;
  private final ByteReader reader;
  private final ByteArrayOutputStream pictures = new ByteArrayOutputStream();
  private int flags;

  private WebpNotesWriter(byte[] file) {
    this.file = file;
    this.reader = new ByteReader(file);
  }

  static byte[] write(byte[] file, FileNotes notes) {
    return new WebpNotesWriter(file).with(notes);
  }

  private byte[] with(FileNotes notes) {
    takePictures();
    byte[] exif = exif(notes);
    flags |= notes.profile() == null ? 0 : HAS_PROFILE;
    flags |= exif == null ? 0 : HAS_EXIF;
    flags |= notes.xmp() == null ? 0 : HAS_XMP;
    ByteArrayOutputStream content = new ByteArrayOutputStream(file.length + 4096);
    chunk(content, "VP8X", head(WebpFile.parse(file).header()));
    if (notes.profile() != null) {
      chunk(content, "ICCP", notes.profile());
    }
    content.writeBytes(pictures.toByteArray());
    if (exif != null) {
      chunk(content, "EXIF", exif);
    }
    if (notes.xmp() != null) {
      chunk(content, "XMP ", notes.xmp());
    }
    ByteBuffer whole = ByteBuffer.allocate(FIRST_CHUNK + content.size());
    whole.order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF")).putInt(4 + content.size());
    return whole.put(ascii("WEBP")).put(content.toByteArray()).array();
  }

  private static byte[] exif(FileNotes notes) {
    boolean densityAlone = notes.exif() == null && notes.density() != null;
    return densityAlone ? ExifBlock.ofDensity(notes.density()) : notes.exif();
  }

  /** The chunks of the picture, as they are. */
  private void takePictures() {
    int at = FIRST_CHUNK;
    while (at + CHUNK_HEAD <= file.length) {
      String type = reader.text(at, 4);
      int length = reader.int32Little(at + 4);
      int next = Math.min(file.length, at + CHUNK_HEAD + length + (length & 1));
      boolean picture = type.equals("ALPH") || type.equals("VP8 ") || type.equals("VP8L");
      if (picture) {
        pictures.write(file, at, next - at);
      }
      boolean lossless = type.equals("VP8L");
      boolean seeThrough =
          type.equals("ALPH")
              || (lossless && (reader.int32Little(at + 9) >>> LOSSLESS_ALPHA_BIT & 1) == 1);
      flags |= seeThrough ? HAS_ALPHA : 0;
      at = next;
    }
  }

  private byte[] head(ImageHeader header) {
    int width = header.width() - 1;
    int height = header.height() - 1;
    return new byte[] {
      (byte) flags,
      0,
      0,
      0,
      (byte) width,
      (byte) (width >> 8),
      (byte) (width >> 16),
      (byte) height,
      (byte) (height >> 8),
      (byte) (height >> 16)
    };
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
    ByteBuffer head = ByteBuffer.allocate(CHUNK_HEAD).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(head.put(ascii(type)).putInt(content.length).array());
    out.writeBytes(content);
    if ((content.length & 1) == 1) {
      out.write(0);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
