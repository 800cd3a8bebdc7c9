package dev.chatbrush.imaging.codec.file;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a JPEG file that matter for its pixels, and what it says of itself. Between and
 * in segments that don't matter, anything may stand, as in browsers. Files made to keep a decoder
 * busy are found here. Source: ITU-T T.81, annex B.
 *
 * @param channels 1 gray, 3 colours, 4 inks
 * @param jfif whether it says that its colours are those of JFIF
 * @param pixels whole segments, those that begin a scan with its data
 */
public record JpegFile(
    byte[] file,
    ImageHeader header,
    int channels,
    boolean jfif,
    List<Span> pixels,
    FileNotes notes) {
  private static final int INKS = 4;

  /** Real progressive files have about ten; each costs a pass over all pixels. */
  private static final int MAX_SCANS = 100;

  /** Real files have some dozen. */
  private static final int MAX_SEGMENTS = 10_000;

  private static final byte[] START = {(byte) 0xff, (byte) 0xd8};
  private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

  public static JpegFile parse(byte[] file) {
    return new Parser(file).parse();
  }

  /** A file of what matters for pixels alone, so that no reader trips over the rest. */
  public byte[] pixelsAlone() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    out.writeBytes(START);
    JpegSegments segments = new JpegSegments(out);
    if (jfif) {
      segments.jfif(null);
    }
    if (channels == INKS && notes.profile() != null) {
      segments.profile(notes.profile());
    }
    for (Span segment : pixels) {
      out.write(file, segment.from(), segment.length());
    }
    out.writeBytes(END);
    return out.toByteArray();
  }

  private static final class Parser {
    private final byte[] file;
    private final ByteReader reader;
    private final JpegNotes notes;
    private final List<Span> pixels = new ArrayList<>();
    private int width;
    private int height;
    private int channels;
    private boolean jfif;

    Parser(byte[] file) {
      this.file = file;
      this.reader = new ByteReader(file);
      this.notes = new JpegNotes(file);
    }

    JpegFile parse() {
      int at = START.length;
      int scans = 0;
      // A file may lack its end marker; whether its last scan is whole, the decoder tells.
      while (scans == 0 || at < file.length) {
        at = behindMarker(at);
        int marker = reader.unsigned8(at - 1);
        if (marker == 0xd9) {
          break;
        }
        if (isStandalone(marker)) {
          continue;
        }
        int next = at + lengthOf(marker, at);
        if (marker == 0xda) {
          next = endOfScan(next);
          if (++scans > MAX_SCANS) {
            throw corrupt("it has more than %d scans".formatted(MAX_SCANS));
          }
        }
        readSegment(marker, at, next);
        at = next;
      }
      if (width < 1 || height < 1 || scans == 0) {
        throw corrupt("it holds no picture");
      }
      ImageHeader header =
          new ImageHeader(ImageFormat.JPEG, width, height, notes.orientation(), false, false);
      return new JpegFile(file, header, channels, jfif, List.copyOf(pixels), notes.read());
    }

    /** Where the bytes behind the next marker begin; skips whatever lies before it. */
    private int behindMarker(int from) {
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

    /** Where the marker that ends a scan's data begins, or the file ends. */
    private int endOfScan(int from) {
      int at = from;
      while (at < file.length) {
        if (file[at] != -1) {
          at++;
          continue;
        }
        int code = at;
        while (code < file.length && file[code] == -1) {
          code++;
        }
        boolean ofData =
            code == file.length || file[code] == 0 || (file[code] >= -48 && file[code] <= -41);
        if (!ofData) {
          return at;
        }
        at = code;
      }
      return file.length;
    }

    private static boolean isStandalone(int marker) {
      return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }

    private static boolean isForPrograms(int marker) {
      return (marker >= 0xe0 && marker <= 0xef) || marker == 0xfe;
    }

    private int lengthOf(int marker, int at) {
      int length = reader.unsigned16(at);
      if (length < 2 && !isForPrograms(marker)) {
        throw corrupt("a segment has an impossible length");
      }
      return Math.max(2, length);
    }

    private void readSegment(int marker, int at, int next) {
      boolean startOfFrame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (startOfFrame) {
        height = reader.unsigned16(at + 3);
        width = reader.unsigned16(at + 5);
        channels = reader.unsigned8(at + 7);
      }
      Span content = new Span(at + 2, Math.max(0, Math.min(next, file.length) - at - 2));
      boolean adobe =
          marker == 0xee && content.length() >= 12 && reader.startsWith(at + 2, "Adobe");
      if (adobe || !isForPrograms(marker)) {
        keep(at, next);
      } else {
        jfif |= JpegNotes.isJfif(reader, marker, content);
        notes.read(marker, content);
      }
    }

    private void keep(int at, int next) {
      if (next > file.length) {
        throw new ImageCorruptException(
            "The picture file is cut off: it ends after %d bytes, in the middle of its data."
                .formatted(file.length));
      }
      if (pixels.size() == MAX_SEGMENTS) {
        throw corrupt("it has more than %d segments".formatted(MAX_SEGMENTS));
      }
      pixels.add(new Span(at - 2, next - at + 2));
    }
  }

  public static ImageCorruptException corrupt(String what) {
    return new ImageCorruptException(
        "The JPEG file is damaged: %s. Save it again and retry.".formatted(what));
  }
}
