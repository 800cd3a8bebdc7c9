package dev.chatbrush.imaging.codec.notes;

import dev.chatbrush.imaging.codec.file.Density;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * EXIF made anew for a picture that was changed: what the camera said of the moment stays, entry by
 * entry as it was written; what it said of the file's own bytes goes. Thumbnails go, for they show
 * the picture of before, and so do makers' notes, whose inner addresses nobody knows. Source: Exif
 * 2.3, section 4.6.
 */
public final class ExifBlock {
  private static final int ORIENTATION = 0x0112;
  private static final int X_RESOLUTION = 0x011a;
  private static final int Y_RESOLUTION = 0x011b;
  private static final int RESOLUTION_UNIT = 0x0128;
  private static final int INCHES = 2;
  private static final int CENTIMETRES = 3;
  private static final int EXIF = 0x8769;
  private static final int PLACE = 0x8825;
  private static final int WIDTH = 0xa002;
  private static final int HEIGHT = 0xa003;

  /** Sizes, strips and tiles, colours of samples; blocks of other kinds, which may tell a place. */
  private static final Set<Integer> OF_THE_FILE =
      Set.of(
          0x00fe, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0111, 0x0115, 0x0116, 0x0117, 0x011c,
          0x0142, 0x0143, 0x0144, 0x0145, 0x014a, 0x0201, 0x0202, 0x0211, 0x0212, 0x0213, 0x02bc,
          0x83bb, 0x8649, 0x8773, 0x927c, 0xa005, EXIF, PLACE);

  /** JPEG has room for no more in the segment that EXIF has to fit into. */
  private static final int MAX_BYTES = 60_000;

  private final TiffBlock block;
  private final List<TiffEntry> main;

  private ExifBlock(byte[] tiff) {
    this.block = new TiffBlock(tiff);
    this.main = block.main();
  }

  /** Empty where it is none. */
  private static Optional<ExifBlock> of(byte[] tiff) {
    return tiff != null && TiffBlock.isOne(tiff)
        ? Optional.of(new ExifBlock(tiff))
        : Optional.empty();
  }

  /**
   * The block for an upright picture of that size; empty where nothing is left to tell.
   *
   * @param tiff may be damaged, or null
   * @param place whether where it was taken may stay
   */
  public static Optional<byte[]> rewritten(byte[] tiff, int width, int height, boolean place) {
    return of(tiff).flatMap(exif -> exif.rewritten(width, height, place));
  }

  /** How large the picture wants to be printed, where it says so; {@code tiff} as above. */
  public static Optional<Density> density(byte[] tiff) {
    return of(tiff).flatMap(ExifBlock::density);
  }

  /** A block that says nothing else. */
  public static byte[] ofDensity(Density density) {
    List<TiffEntry> entries =
        List.of(
            new TiffEntry(X_RESOLUTION, TiffEntry.RATIONAL, 1, overOne(density.inchesX())),
            new TiffEntry(Y_RESOLUTION, TiffEntry.RATIONAL, 1, overOne(density.inchesY())),
            new TiffEntry(RESOLUTION_UNIT, TiffEntry.SHORT, 1, new byte[] {0, INCHES}));
    return written(ByteOrder.BIG_ENDIAN, entries, List.of(), List.of());
  }

  private static byte[] overOne(int value) {
    return ByteBuffer.allocate(8).putInt(value).putInt(1).array();
  }

  private Optional<Density> density() {
    double x = rational(X_RESOLUTION);
    double y = rational(Y_RESOLUTION);
    boolean metric =
        value(RESOLUTION_UNIT, TiffEntry.SHORT)
            .filter(unit -> unit.getShort() == CENTIMETRES)
            .isPresent();
    return metric ? Density.ofMetres(x * 100, y * 100) : Density.ofInches(x, y);
  }

  private double rational(int tag) {
    return value(tag, TiffEntry.RATIONAL)
        .map(value -> (double) (value.getInt() & 0xffffffffL) / (value.getInt() & 0xffffffffL))
        .orElse(Double.NaN);
  }

  private Optional<ByteBuffer> value(int tag, int type) {
    return main.stream()
        .filter(entry -> entry.tag() == tag && entry.type() == type && entry.count() == 1)
        .findFirst()
        .map(entry -> ByteBuffer.wrap(entry.value()).order(block.order()));
  }

  private Optional<byte[]> rewritten(int width, int height, boolean place) {
    List<TiffEntry> moment = new ArrayList<>();
    for (TiffEntry entry : kept(main)) {
      boolean turned = entry.tag() == ORIENTATION;
      moment.add(turned ? number(block.order(), ORIENTATION, TiffEntry.SHORT, 1) : entry);
    }
    List<TiffEntry> details = new ArrayList<>();
    for (TiffEntry entry : kept(block.directory(main, EXIF))) {
      details.add(
          switch (entry.tag()) {
            case WIDTH -> number(block.order(), WIDTH, TiffEntry.LONG, width);
            case HEIGHT -> number(block.order(), HEIGHT, TiffEntry.LONG, height);
            default -> entry;
          });
    }
    List<TiffEntry> where = place ? block.directory(main, PLACE) : List.of();
    if (moment.isEmpty() && details.isEmpty() && where.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(written(block.order(), moment, details, where))
        .filter(bytes -> bytes.length <= MAX_BYTES);
  }

  private static List<TiffEntry> kept(List<TiffEntry> entries) {
    return entries.stream().filter(entry -> !OF_THE_FILE.contains(entry.tag())).toList();
  }

  private static TiffEntry number(ByteOrder order, int tag, int type, int value) {
    ByteBuffer bytes = ByteBuffer.allocate(TiffEntry.bytesOf(type)).order(order);
    if (type == TiffEntry.SHORT) {
      bytes.putShort((short) value);
    } else {
      bytes.putInt(value);
    }
    return new TiffEntry(tag, type, 1, bytes.array());
  }

  /** The directories one behind the other; the first points to the two others. */
  private static byte[] written(
      ByteOrder order, List<TiffEntry> moment, List<TiffEntry> details, List<TiffEntry> where) {
    List<TiffEntry> main = new ArrayList<>(moment);
    List<List<TiffEntry>> others = new ArrayList<>();
    int pointers = (details.isEmpty() ? 0 : 1) + (where.isEmpty() ? 0 : 1);
    int next = 8 + TiffBlock.bytesOf(moment) + pointers * 12;
    if (!details.isEmpty()) {
      main.add(number(order, EXIF, TiffEntry.LONG, next));
      others.add(details);
      next += TiffBlock.bytesOf(details);
    }
    if (!where.isEmpty()) {
      main.add(number(order, PLACE, TiffEntry.LONG, next));
      others.add(where);
      next += TiffBlock.bytesOf(where);
    }
    ByteBuffer out = TiffBlock.begin(order, next);
    TiffBlock.put(out, main);
    others.forEach(directory -> TiffBlock.put(out, directory));
    return out.array();
  }
}
