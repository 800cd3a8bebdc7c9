package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not as the standard wants them, and that every browser opens. */
class OddJpegsTest {
  private static final int APP1 = 0xe1;
  private static final int COMMENT = 0xfe;
  private static final byte[] JPEG = ImageEncoder.jpeg(Pictures.photo(50, 38, 5), 0.9);
  private static final RgbImage IMAGE = ImageDecoder.decode(JPEG);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "49492a00",
        "49492a0000000000",
        "49492a00ffffffff",
        "4d4d002a00000008",
        "4d4d002a00000008ffff",
        "4d4d002a000000080001",
        "4d4d002a0000000800018769000400000001ffffffff00000000",
        "4d4d002a00000008000187690004000000010000000800000000",
        "4d4d002a000000080001010f0002ffffffff0000000000000008",
        "4d4d002a0000000800000000000800018825000400000001",
        "00000000000000000000",
        "ffd8ffd9ffd8ffd9ffd8"
      })
  void brokenExifIsLeftOut(String block) {
    byte[] exif = TestFiles.join(TestFiles.ascii("Exif\0\0"), HexFormat.of().parseHex(block));

    assertThat(ImageDecoder.decode(TestFiles.withJpegSegment(JPEG, APP1, exif))).isEqualTo(IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff00", "ffff", "ffffffff", "00", "ff00ff00", "12345678", "ff00ffff"})
  void bytesBetweenSegmentsAreSkipped(String padding) {
    byte[] bytes = HexFormat.of().parseHex(padding);
    int behindFirst = 4 + (JPEG[4] & 0xff) * 256 + (JPEG[5] & 0xff);

    assertThat(ImageDecoder.decode(with(bytes, behindFirst))).isEqualTo(IMAGE);
    assertThat(ImageDecoder.decode(with(bytes, JPEG.length - 2))).isEqualTo(IMAGE);
    if (bytes[0] == -1) { // else it would not begin like a JPEG
      assertThat(ImageDecoder.decode(with(bytes, 2))).isEqualTo(IMAGE);
    }
  }

  @Test
  void commentsMaySayTheyHaveNoLength() {
    byte[] file = with(new byte[] {-1, (byte) COMMENT, 0, 0}, 2);

    assertThat(ImageDecoder.decode(file)).isEqualTo(IMAGE);
  }

  @Test
  void theEndMarkerMayLack() {
    assertThat(ImageDecoder.decode(Arrays.copyOf(JPEG, JPEG.length - 2))).isEqualTo(IMAGE);
  }

  @Test
  void whatFollowsTheEndIsNoMatter() {
    assertThat(ImageDecoder.decode(TestFiles.join(JPEG, new byte[70_000]))).isEqualTo(IMAGE);
    assertThat(ImageDecoder.decode(TestFiles.join(JPEG, JPEG))).isEqualTo(IMAGE);
  }

  private static byte[] with(byte[] bytes, int at) {
    return TestFiles.join(
        Arrays.copyOf(JPEG, at), bytes, Arrays.copyOfRange(JPEG, at, JPEG.length));
  }
}
