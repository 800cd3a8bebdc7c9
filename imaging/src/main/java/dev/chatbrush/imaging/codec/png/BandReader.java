package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.codec.file.PngFile;
import dev.chatbrush.imaging.codec.file.Span;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads an 8-bit RGB or RGBA picture that {@link PictureBands} wrote, as many bands at once as
 * there are cores. Whatever is not as it writes it is left to the reader that takes rows one by
 * one, so that a file's pixels are the same for us and for everybody else.
 */
final class BandReader {
  private static final int NONE = 0;

  private final PngFile png;
  private final RowTarget target;
  private final boolean withAlpha;
  private final int channels;
  private final int rowBytes;

  private BandReader(PngFile png, RowTarget target) {
    this.png = png;
    this.target = target;
    this.withAlpha = png.colorType() == 6;
    this.channels = png.channels();
    this.rowBytes = target.width() * channels;
  }

  /** Fills the picture; false when the pixels are not, or not well, in bands. */
  static boolean read(PngFile png, RowTarget target) {
    if (png.bandRows() < 1) {
      return false;
    }
    int bands = (target.height() - 1) / png.bandRows() + 1;
    BandReader reader = new BandReader(png, target);
    return png.data().size() == bands + 1
        && PictureBands.beginsAsOurs(png.file(), png.data().get(0))
        && IntStream.range(0, bands).parallel().allMatch(band -> reader.read(band, bands));
  }

  private boolean read(int band, int bands) {
    Span span = png.data().get(band);
    int skipped = band == 0 ? PictureBands.ZLIB_HEADER_BYTES : 0;
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(png.file(), span.from() + skipped, span.length() - skipped);
      int first = band * png.bandRows();
      int end = (int) Math.min(target.height(), (long) first + png.bandRows());
      // Colours alone are unpacked where they belong; with opacities, two rows at a time.
      byte[] rows = withAlpha ? new byte[2 * rowBytes] : target.rgb();
      byte[] filter = new byte[1];
      for (int y = first; y < end; y++) {
        int at = withAlpha ? (y & 1) * rowBytes : y * rowBytes;
        int above = withAlpha ? rowBytes - at : at - rowBytes;
        if (!fill(inflater, filter, 0, 1) || !fill(inflater, rows, at, rowBytes)) {
          return false;
        }
        boolean alone = filter[0] == NONE || filter[0] == PngFilters.SUB;
        if (y == first && !alone) {
          return false;
        }
        PngUnfilter.apply(filter[0], rows, at, above, rowBytes, channels);
        if (withAlpha) {
          target.put(rows, at, y * target.width(), 1, target.width());
        }
      }
      boolean nothingMore = inflater.inflate(filter) == 0 && inflater.getRemaining() == 0;
      return nothingMore && inflater.finished() == (band + 1 == bands);
    } catch (DataFormatException damaged) {
      return false;
    } finally {
      inflater.end();
    }
  }

  private static boolean fill(Inflater inflater, byte[] target, int from, int length)
      throws DataFormatException {
    int done = 0;
    while (done < length) {
      int count = inflater.inflate(target, from + done, length - done);
      if (count == 0) {
        return false;
      }
      done += count;
    }
    return true;
  }
}
