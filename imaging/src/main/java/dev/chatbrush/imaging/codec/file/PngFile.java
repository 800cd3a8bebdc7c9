package dev.chatbrush.imaging.codec.file;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file that matter for its pixels, and what it says of itself; the others are
 * skipped unread. Source: PNG Specification, third edition (W3C 2025).
 *
 * @param depth bits a sample: 1, 2, 4, 8 or 16
 * @param colorType 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha
 * @param palette uint8 [n, 3], or null
 * @param transparency the tRNS chunk, or null
 * @param iccChunk the compressed iCCP chunk, or null
 * @param exif its TIFF block, or null
 * @param density or null
 * @param bandRows rows of each band where the file says that its pixels lie in bands, else 0
 * @param data where compressed pixels lie in {@code file}
 */
public record PngFile(
    byte[] file,
    ImageHeader header,
    int depth,
    int colorType,
    boolean interlaced,
    byte[] palette,
    byte[] transparency,
    byte[] iccChunk,
    byte[] exif,
    Density density,
    int bandRows,
    List<Span> data) {

  /** A private chunk of ours (int32): each chunk of pixels is a band of so many rows. */
  public static final String BANDS = "bnDS";

  private static final int SIGNATURE_LENGTH = 8;
  private static final int CHUNK_OVERHEAD = 12;

  public static PngFile parse(byte[] file) {
    return new Parser(file).parse();
  }

  /** Samples a pixel. */
  public int channels() {
    return switch (colorType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /** The embedded profile, or null when there is none that can be used. */
  public byte[] iccProfile() {
    return colorType == 0 || colorType == 4 ? null : PngIccChunk.profileOf(iccChunk);
  }

  /** What it tells beside its pixels. */
  public FileNotes notes() {
    return new FileNotes(exif, iccProfile(), density);
  }

  private static final class Parser {
    private final byte[] file;
    private final ByteReader reader;
    private final List<Span> data = new ArrayList<>();
    private Span palette;
    private Span transparency;
    private Span icc;
    private Span exif;
    private Density density;
    private final PngText text = new PngText();
    private int bandRows;
    private boolean animated;
    private boolean ended;

    Parser(byte[] file) {
      this.file = file;
      this.reader = new ByteReader(file);
    }

    PngFile parse() {
      int at = SIGNATURE_LENGTH;
      if (!reader.text(at + 4, 4).equals("IHDR") || reader.int32(at) != 13) {
        throw corrupt("it does not begin with a header chunk");
      }
      int header = at + 8;
      while (!ended && at < file.length) {
        at = readChunk(at);
      }
      int depth = reader.unsigned8(header + 8);
      int colorType = reader.unsigned8(header + 9);
      requireHeader(header, depth, colorType);
      ImageHeader described =
          new ImageHeader(
              ImageFormat.PNG,
              reader.int32(header),
              reader.int32(header + 4),
              orientation(),
              animated,
              colorType == 4 || colorType == 6 || transparency != null);
      return new PngFile(
          file,
          described,
          depth,
          colorType,
          reader.unsigned8(header + 12) == 1,
          copy(palette),
          copy(transparency),
          copy(icc),
          exifBlock(),
          density,
          bandRows,
          List.copyOf(data));
    }

    /** Returns where the next chunk begins. A file cut off within pixel data still has a header. */
    private int readChunk(int at) {
      int length = reader.int32(at);
      String type = reader.text(at + 4, 4);
      if (length < 0) {
        throw corrupt("a chunk has an impossible length");
      }
      boolean whole = length <= file.length - at - CHUNK_OVERHEAD;
      int available = whole ? length : Math.max(0, file.length - at - 8);
      int next = whole ? at + CHUNK_OVERHEAD + length : file.length;
      if (whole && !hasChecksum(at, length)) {
        if (isCritical(type)) {
          throw corrupt("the checksum of its %s chunk does not fit".formatted(type));
        }
        return next; // as libpng does: the picture is whole without it
      }
      Span span = new Span(at + 8, available);
      switch (type) {
        case "PLTE" -> palette = span;
        case "tRNS" -> transparency = span;
        case "iCCP" -> icc = span;
        case "acTL" -> animated = reader.int32(at + 8) > 1;
        case "eXIf" -> exif = span;
        case "pHYs" -> density = density(span);
        case "tEXt", "zTXt", "iTXt" -> text.read(type, span.of(file));
        case BANDS -> bandRows = available == Integer.BYTES ? reader.int32(at + 8) : 0;
        case "IDAT" -> data.add(span);
        case "IEND" -> ended = true;
        default -> {
          // Times, histograms and what programs keep for themselves: left behind.
        }
      }
      return next;
    }

    /** Its first letter is a capital (section 5.4). */
    private static boolean isCritical(String type) {
      return (type.charAt(0) & 0x20) == 0;
    }

    private boolean hasChecksum(int at, int length) {
      CRC32 crc = new CRC32();
      crc.update(file, at + 4, length + 4);
      return (int) crc.getValue() == reader.int32(at + 8 + length);
    }

    private Density density(Span span) {
      boolean inMetres = span.length() >= 9 && reader.unsigned8(span.from() + 8) == 1;
      return inMetres
          ? Density.ofMetres(reader.int32(span.from()), reader.int32(span.from() + 4)).orElse(null)
          : null;
    }

    private byte[] exifBlock() {
      return exif == null ? text.exif() : exif.of(file);
    }

    /** By EXIF; where that says nothing, by XMP. */
    private int orientation() {
      byte[] block = exifBlock();
      OptionalInt byExif =
          block == null
              ? OptionalInt.empty()
              : ExifOrientation.find(new ByteReader(block), 0, block.length);
      return byExif.orElse(text.orientation().orElse(ExifOrientation.UPRIGHT));
    }

    private void requireHeader(int header, int depth, int colorType) {
      boolean depthFits =
          switch (colorType) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            default -> false;
          };
      boolean known =
          reader.unsigned8(header + 10) == 0
              && reader.unsigned8(header + 11) == 0
              && reader.unsigned8(header + 12) <= 1;
      if (!depthFits || !known || reader.int32(header) < 1 || reader.int32(header + 4) < 1) {
        throw corrupt("its header has impossible values");
      }
    }

    private byte[] copy(Span span) {
      return span == null ? null : span.of(file);
    }
  }

  public static ImageCorruptException corrupt(String what) {
    return new ImageCorruptException(
        "The PNG file is damaged: %s. Save it again and retry.".formatted(what));
  }
}
