package dev.chatbrush.imaging.codec.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The header of a WebP file, and what it says of itself. Source: RFC 9649, WebP Image Format.
 *
 * @param frame the chunks of the one frame of a file that is built like an animation, else null
 */
public record WebpFile(byte[] file, ImageHeader header, FileNotes notes, Span frame) {
  private static final int HAS_ALPHA = 0x10;

  public static WebpFile parse(byte[] file) {
    return new Parser(file).parse();
  }

  /** A file of one still picture, as decoders want it. */
  public byte[] still() {
    if (frame == null) {
      return file;
    }
    int width = header.width() - 1;
    int height = header.height() - 1;
    ByteBuffer out = ByteBuffer.allocate(30 + frame.length()).order(ByteOrder.LITTLE_ENDIAN);
    out.put(file, 0, 4).putInt(22 + frame.length()).put(file, 8, 4);
    out.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(HAS_ALPHA);
    out.putShort((short) width).put((byte) (width >> 16));
    out.putShort((short) height).put((byte) (height >> 16));
    return out.put(file, frame.from(), frame.length()).array();
  }

  private static final class Parser {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEAD = 8;
    private static final int FRAME_HEAD = 16;
    private static final int LOSSLESS_ALPHA_BIT = 28;

    private final byte[] file;
    private final ByteReader reader;
    private int width;
    private int height;
    private int canvasWidth;
    private int canvasHeight;
    private int frames;
    private boolean seeThrough;
    private Span frame;
    private Span exif;
    private Span profile;

    Parser(byte[] file) {
      this.file = file;
      this.reader = new ByteReader(file);
    }

    WebpFile parse() {
      long end = 8 + (reader.int32Little(4) & 0xffffffffL);
      if (end > reader.length()) {
        throw corrupt("it is cut off");
      }
      readChunks(FIRST_CHUNK, end);
      byte[] block = exif == null ? null : exif.of(file);
      FileNotes notes = new FileNotes(block, profile == null ? null : profile.of(file), null);
      return new WebpFile(file, describe(), notes, frame);
    }

    private void readChunks(long from, long end) {
      long at = from;
      while (at + CHUNK_HEAD <= end) {
        long length = reader.int32Little((int) at + 4) & 0xffffffffL;
        if (at + CHUNK_HEAD + length > end) {
          throw corrupt("it is cut off");
        }
        readChunk(reader.text((int) at, 4), (int) at + CHUNK_HEAD, (int) length);
        at += CHUNK_HEAD + length + (length & 1);
      }
    }

    private ImageHeader describe() {
      if (frames > 1) {
        return new ImageHeader(
            ImageFormat.WEBP, canvasWidth, canvasHeight, ExifOrientation.UPRIGHT, true, seeThrough);
      }
      boolean canvasFits =
          canvasWidth == 0 || frames == 1 || (canvasWidth == width && canvasHeight == height);
      if (width < 1 || height < 1 || !canvasFits) {
        throw corrupt("its sizes contradict each other");
      }
      int orientation =
          exif == null
              ? ExifOrientation.UPRIGHT
              : ExifOrientation.read(reader, exif.from(), exif.length());
      return new ImageHeader(ImageFormat.WEBP, width, height, orientation, false, seeThrough);
    }

    private void readChunk(String type, int at, int length) {
      switch (type) {
        case "VP8X" -> {
          canvasWidth = reader.unsigned24Little(at + 4) + 1;
          canvasHeight = reader.unsigned24Little(at + 7) + 1;
        }
        case "ANMF" -> {
          if (frames++ == 0 && length >= FRAME_HEAD) {
            frame = new Span(at + FRAME_HEAD, length - FRAME_HEAD);
            readChunks(frame.from(), frame.from() + (long) frame.length());
          }
        }
        case "ALPH" -> seeThrough = true;
        case "VP8 " -> readLossy(at);
        case "VP8L" -> readLossless(at);
        case "EXIF" -> {
          int prefix = reader.startsWith(at, "Exif\0\0") ? 6 : 0; // written by some cameras
          exif = new Span(at + prefix, Math.max(0, length - prefix));
        }
        case "ICCP" -> profile = new Span(at, length);
        default -> {
          // Metadata, left behind.
        }
      }
    }

    private void readLossy(int at) {
      if (!reader.startsWith(at + 3, "\u009d\u0001\u002a")) {
        throw corrupt("its picture has no start code");
      }
      width = reader.unsigned16Little(at + 6) & 0x3fff;
      height = reader.unsigned16Little(at + 8) & 0x3fff;
    }

    private void readLossless(int at) {
      if (reader.unsigned8(at) != 0x2f) {
        throw corrupt("its picture has no start code");
      }
      int bits = reader.int32Little(at + 1);
      width = (bits & 0x3fff) + 1;
      height = (bits >> 14 & 0x3fff) + 1;
      seeThrough = (bits >>> LOSSLESS_ALPHA_BIT & 1) == 1;
    }
  }

  public static ImageCorruptException corrupt(String what) {
    return new ImageCorruptException(
        "The WebP file is damaged: %s. Save it again and retry.".formatted(what));
  }
}
