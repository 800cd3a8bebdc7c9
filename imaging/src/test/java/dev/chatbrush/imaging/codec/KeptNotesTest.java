package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.Density;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file tells beside its pixels, from its opening to a download. */
class KeptNotesTest {
  private static final int APP1 = 0xe1;
  private static final RgbImage IMAGE = Pictures.photo(60, 40, 4);
  private static final Density DPI_300 = Density.ofInches(300, 300).orElseThrow();

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void eachFormatTellsThemAgain(ImageFormat format) {
    byte[] profile = Profiles.redAndBlueSwapped();
    FileNotes notes = new FileNotes(CameraExif.block(true), profile, DPI_300);

    byte[] file =
        ImageEncoder.encode(IMAGE, format, 0.9, KeptNotes.forPicture(notes, 60, 40, false));

    FileNotes read = KeptNotes.of(file);
    assertThat(read.profile()).isEqualTo(profile);
    assertThat(text(read.exif())).contains("Camera One", "2026:11:29 10:11:12");
    if (format != ImageFormat.WEBP) { // which has EXIF's alone
      assertThat(read.density()).isEqualTo(DPI_300);
    }
    assertThat(Pictures.meanDifference(ImageDecoder.decode(file), IMAGE)).isLessThan(5);
  }

  @Test
  void aDensityAloneIsToldInWebpToo() {
    FileNotes notes = new FileNotes(null, null, DPI_300);

    byte[] file = ImageEncoder.encode(IMAGE, ImageFormat.WEBP, 0.9, notes);

    assertThat(KeptNotes.of(file).density()).isEqualTo(DPI_300);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thePlaceIsToldWhereItIsWanted(boolean littleEndian) {
    FileNotes notes = new FileNotes(CameraExif.block(littleEndian), null, null);

    FileNotes with = KeptNotes.forPicture(notes, 60, 40, true);
    FileNotes without = KeptNotes.forPicture(notes, 60, 40, false);

    assertThat(text(with.exif())).contains("Camera One", CameraExif.PLACE);
    assertThat(text(without.exif())).contains("Camera One").doesNotContain(CameraExif.PLACE);
  }

  @Test
  void whatAChangeMakesUntrueGoes() {
    byte[] exif = CameraExif.block(true);
    byte[] jpeg = ImageEncoder.jpeg(IMAGE, 0.9);
    byte[] file =
        TestFiles.withJpegSegment(jpeg, APP1, TestFiles.join(TestFiles.ascii("Exif\0\0"), exif));
    assertThat(ImageDecoder.readHeader(file).orientation()).isEqualTo(6);

    FileNotes kept = KeptNotes.forPicture(KeptNotes.of(file), 40, 60, true);
    byte[] written = ImageEncoder.encode(ImageDecoder.decode(file), ImageFormat.JPEG, 0.9, kept);

    assertThat(ImageDecoder.readHeader(written).orientation()).isEqualTo(1);
    assertThat(text(kept.exif())).doesNotContain(CameraExif.MAKER);
    assertThat(CameraExif.number(kept.exif(), CameraExif.PIXEL_WIDTH)).isEqualTo(40);
  }

  @Test
  void theyLieInOnePixel() {
    FileNotes notes = new FileNotes(CameraExif.block(false), Profiles.redAndBlueSwapped(), DPI_300);

    FileNotes unpacked = KeptNotes.unpack(KeptNotes.pack(notes));

    assertThat(unpacked.exif()).isEqualTo(notes.exif());
    assertThat(unpacked.profile()).isEqualTo(notes.profile());
    assertThat(unpacked.density()).isEqualTo(notes.density());
  }

  @Test
  void aProfileThatCannotBeUsedIsNotKept() {
    FileNotes broken = new FileNotes(null, TestFiles.ascii("broken"), null);
    byte[] file = ImageEncoder.png(IMAGE);
    byte[] told =
        TestFiles.withPngChunk(
            file,
            "iCCP",
            TestFiles.join(TestFiles.ascii("x\0\0"), TestFiles.deflate(broken.profile())));

    assertThat(KeptNotes.of(told).profile()).isNull();
    assertThat(ImageDecoder.decode(ImageEncoder.encode(IMAGE, ImageFormat.PNG, 1, broken)))
        .isEqualTo(IMAGE);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
