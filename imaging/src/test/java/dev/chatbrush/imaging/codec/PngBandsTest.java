package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.PngFile;
import dev.chatbrush.imaging.codec.file.Span;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large pictures lie in bands, and whoever does not know of bands reads the same pixels. */
class PngBandsTest {
  private static final RgbImage PHOTO = Pictures.photo(1200, 1000, 3);
  private static final byte[] FILE = ImageEncoder.png(PHOTO);
  private static final PngFile PNG = PngFile.parse(FILE);

  @Test
  void aLargePictureSaysSoAndComesBack() {
    assertThat(PNG.bandRows()).isEqualTo(291);
    assertThat(PNG.data()).hasSize(4 + 1);
    assertThat(ImageDecoder.decode(FILE)).isEqualTo(PHOTO);
  }

  @Test
  void aSmallPictureHasNone() {
    assertThat(PngFile.parse(ImageEncoder.png(Pictures.photo(400, 300, 3))).bandRows()).isZero();
  }

  /** zlib checks the checksum over all bands when it reaches the stream's end. */
  @ParameterizedTest
  @CsvSource({"1200,1000", "1200,875", "350000,5", "1000,350", "3,90000"})
  void allBandsAreOneStreamForZlib(int width, int height) throws Exception {
    PngFile png = PngFile.parse(ImageEncoder.png(Pictures.photo(width, height, 5)));
    byte[] rows = new byte[height * (width * 3 + 1) + 1];
    Inflater inflater = new Inflater();

    inflater.setInput(pixelStream(png));
    int length = inflater.inflate(rows);

    assertThat(length).isEqualTo(rows.length - 1);
    assertThat(inflater.finished()).isTrue();
    assertThat(inflater.getRemaining()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 200, 290, 292, 1000, Integer.MAX_VALUE})
  void aWrongNumberOfRowsChangesNoPixel(int rows) {
    assertThat(ImageDecoder.decode(file(rows, bands()))).isEqualTo(PHOTO);
  }

  @Test
  void bandsInOneChunkChangeNoPixel() {
    assertThat(ImageDecoder.decode(file(291, List.of(pixelStream(PNG))))).isEqualTo(PHOTO);
  }

  /** As a file may claim that zlib packed: its matches reach across what it calls bands. */
  @Test
  void bandsThatReferToEachOtherAreReadInTheirOrder() {
    RgbImage picture = RgbImage.filled(1200, 1000, 10, 200, 30);
    byte[] packed = deflated(filtered(picture, 1));
    int third = packed.length / 3;
    List<byte[]> cut =
        List.of(
            Arrays.copyOfRange(packed, 0, third),
            Arrays.copyOfRange(packed, third, 2 * third),
            Arrays.copyOfRange(packed, 2 * third, packed.length));

    RgbImage read = ImageDecoder.decode(file(500, cut));

    assertThat(read).isEqualTo(picture);
  }

  /** The row above the second band's first belongs to another band. */
  @Test
  void aBandThatBeginsWithTheRowAboveIsReadInItsOrder() {
    List<byte[]> bands = new ArrayList<>();
    byte[] rows = filtered(PHOTO, 2);
    for (int band = 0; band < 4; band++) {
      int rowBytes = 1200 * 3 + 1;
      int from = band * 291 * rowBytes;
      bands.add(
          paused(
              Arrays.copyOfRange(rows, from, Math.min(rows.length, from + 291 * rowBytes)), band));
    }
    bands.add(new byte[] {3, 0}); // an empty last block
    byte[] file = file(291, bands);

    assertThat(ImageDecoder.decode(file)).isEqualTo(PHOTO);
  }

  @Test
  void aCutFileIsRefused() {
    assertThatThrownBy(() -> ImageDecoder.decode(Arrays.copyOf(FILE, FILE.length / 2)))
        .isInstanceOf(ImageCorruptException.class)
        .hasMessageContaining("cut off");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aFirstBandThatIsCutOffIsRefused(int bytes) {
    List<byte[]> bands = bands();
    bands.set(0, Arrays.copyOf(bands.get(0), bytes));

    assertThatThrownBy(() -> ImageDecoder.decode(file(291, bands)))
        .isInstanceOf(ImageCorruptException.class);
  }

  @Test
  void aHeaderThatZlibRefusesIsRefused() {
    List<byte[]> bands = bands();
    bands.get(0)[0] = 0x77;

    assertThatThrownBy(() -> ImageDecoder.decode(file(291, bands)))
        .isInstanceOf(ImageCorruptException.class);
  }

  @Test
  void aDamagedBandIsRefused() {
    List<byte[]> bands = bands();
    Arrays.fill(bands.get(2), 100, 2000, (byte) 0xff);

    assertThatThrownBy(() -> ImageDecoder.decode(file(291, bands)))
        .isInstanceOf(ImageCorruptException.class);
  }

  private static List<byte[]> bands() {
    List<byte[]> bands = new ArrayList<>();
    for (Span span : PNG.data()) {
      bands.add(Arrays.copyOfRange(FILE, span.from(), span.from() + span.length()));
    }
    return bands;
  }

  private static byte[] pixelStream(PngFile png) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    png.data().forEach(span -> stream.write(png.file(), span.from(), span.length()));
    return stream.toByteArray();
  }

  /** The photo's header with other bands. */
  private static byte[] file(int rows, List<byte[]> bands) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(FILE, 0, 33);
    file.writeBytes(TestFiles.pngChunk("bnDS", ByteBuffer.allocate(4).putInt(rows).array()));
    bands.forEach(band -> file.writeBytes(TestFiles.pngChunk("IDAT", band)));
    file.writeBytes(TestFiles.pngChunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  /** All rows with the filter Sub (1) or Up (2). */
  private static byte[] filtered(RgbImage image, int filter) {
    int rowBytes = image.width() * 3;
    byte[] rgb = image.rgb();
    byte[] rows = new byte[image.height() * (rowBytes + 1)];
    int to = 0;
    for (int at = 0; at < rgb.length; at++) {
      int column = at % rowBytes;
      if (column == 0) {
        rows[to++] = (byte) filter;
      }
      int before =
          filter == 1 ? (column < 3 ? 0 : rgb[at - 3]) : at < rowBytes ? 0 : rgb[at - rowBytes];
      rows[to++] = (byte) (rgb[at] - before);
    }
    return rows;
  }

  private static byte[] deflated(byte[] rows) {
    Deflater deflater = new Deflater(6);
    deflater.setInput(rows);
    deflater.finish();
    byte[] out = new byte[rows.length + 1000];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }

  /** A band as {@code PictureBands} ends it, packed by zlib. */
  private static byte[] paused(byte[] rows, int band) {
    Deflater deflater = new Deflater(1, true);
    deflater.setInput(rows);
    byte[] out = new byte[rows.length + 1000];
    int length = deflater.deflate(out, 0, out.length, Deflater.FULL_FLUSH);
    deflater.end();
    byte[] header = band == 0 ? new byte[] {0x78, 0x01} : new byte[0];
    byte[] whole = Arrays.copyOf(header, header.length + length);
    System.arraycopy(out, 0, whole, header.length, length);
    return whole;
  }
}
