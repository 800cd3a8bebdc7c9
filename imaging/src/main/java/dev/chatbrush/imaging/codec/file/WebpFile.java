package dev.chatbrush.imaging.codec.file;

/** The header of a WebP file. Source: RFC 9649, WebP Image Format. */
public record WebpFile(ImageHeader header) {

  public static WebpFile parse(byte[] file) {
    return new Parser(new ByteReader(file)).parse();
  }

  private static final class Parser {
    private static final int FIRST_CHUNK = 12;
    private static final int ANIMATION = 0x02;

    private final ByteReader reader;
    private int width;
    private int height;
    private int canvasWidth;
    private int canvasHeight;
    private boolean animated;
    private int orientation = ExifOrientation.UPRIGHT;

    Parser(ByteReader reader) {
      this.reader = reader;
    }

    WebpFile parse() {
      long end = 8 + (reader.int32Little(4) & 0xffffffffL);
      if (end > reader.length()) {
        throw corrupt("it is cut off");
      }
      long at = FIRST_CHUNK;
      while (at + 8 <= end) {
        long length = reader.int32Little((int) at + 4) & 0xffffffffL;
        if (at + 8 + length > end) {
          throw corrupt("it is cut off");
        }
        readChunk(reader.text((int) at, 4), (int) at + 8, (int) length);
        at += 8 + length + (length & 1);
      }
      return new WebpFile(describe());
    }

    private ImageHeader describe() {
      if (animated) {
        return new ImageHeader(
            ImageFormat.WEBP, canvasWidth, canvasHeight, ExifOrientation.UPRIGHT, true);
      }
      boolean canvasFits = canvasWidth == 0 || (canvasWidth == width && canvasHeight == height);
      if (width < 1 || height < 1 || !canvasFits) {
        throw corrupt("its sizes contradict each other");
      }
      return new ImageHeader(ImageFormat.WEBP, width, height, orientation, false);
    }

    private void readChunk(String type, int at, int length) {
      switch (type) {
        case "VP8X" -> {
          animated = (reader.unsigned8(at) & ANIMATION) != 0;
          canvasWidth = reader.unsigned24Little(at + 4) + 1;
          canvasHeight = reader.unsigned24Little(at + 7) + 1;
        }
        case "VP8 " -> readLossy(at);
        case "VP8L" -> readLossless(at);
        case "EXIF" -> {
          int prefix = reader.startsWith(at, "Exif\0\0") ? 6 : 0; // written by some cameras
          orientation = ExifOrientation.read(reader, at + prefix, length - prefix);
        }
        default -> {
          // Alpha is the decoder's matter; the rest is metadata, left behind.
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
    }
  }

  public static ImageCorruptException corrupt(String what) {
    return new ImageCorruptException(
        "The WebP file is damaged: %s. Save it again and retry.".formatted(what));
  }
}
