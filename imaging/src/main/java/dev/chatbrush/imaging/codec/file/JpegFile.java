package dev.chatbrush.imaging.codec.file;

/**
 * The header of a JPEG file, and a walk over its scans that finds files which are cut off or made
 * to keep a decoder busy. Source: ITU-T T.81, annex B.
 */
public record JpegFile(ImageHeader header) {
  /** Real progressive files have about ten; each costs a pass over all pixels. */
  private static final int MAX_SCANS = 100;

  public static JpegFile parse(byte[] file) {
    return new Parser(new ByteReader(file)).parse();
  }

  private static final class Parser {
    private final ByteReader reader;
    private int width;
    private int height;
    private int orientation = ExifOrientation.UPRIGHT;

    Parser(ByteReader reader) {
      this.reader = reader;
    }

    JpegFile parse() {
      int at = 2;
      int scans = 0;
      while (true) {
        at = nextMarker(at);
        int marker = reader.unsigned8(at - 1);
        if (marker == 0xd9) {
          break;
        }
        if (isStandalone(marker)) {
          continue;
        }
        int length = reader.unsigned16(at);
        readSegment(marker, at, length);
        if (marker == 0xda && ++scans > MAX_SCANS) {
          throw corrupt("it has more than %d scans".formatted(MAX_SCANS));
        }
        at += length;
      }
      if (width < 1 || height < 1 || scans == 0) {
        throw corrupt("it holds no picture");
      }
      return new JpegFile(new ImageHeader(ImageFormat.JPEG, width, height, orientation, false));
    }

    /** Where the bytes behind the next marker begin; skips pixel data and fill bytes. */
    private int nextMarker(int from) {
      int at = from;
      while (true) {
        while (reader.unsigned8(at) != 0xff) {
          at++;
        }
        while (reader.unsigned8(at) == 0xff) {
          at++;
        }
        if (reader.unsigned8(at) != 0) {
          return at + 1;
        }
      }
    }

    private static boolean isStandalone(int marker) {
      return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }

    private void readSegment(int marker, int at, int length) {
      if (length < 2) {
        throw corrupt("a segment has an impossible length");
      }
      boolean startOfFrame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (startOfFrame) {
        height = reader.unsigned16(at + 3);
        width = reader.unsigned16(at + 5);
      } else if (marker == 0xe1 && reader.startsWith(at + 2, "Exif\0\0")) {
        orientation = ExifOrientation.read(reader, at + 8, length - 8);
      }
    }
  }

  public static ImageCorruptException corrupt(String what) {
    return new ImageCorruptException(
        "The JPEG file is damaged: %s. Save it again and retry.".formatted(what));
  }
}
