package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Pictures;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The places in which programs left a PNG's orientation before it had a chunk for EXIF. */
class PngOrientationTest {
  private static final byte[] PNG = ImageEncoder.png(Pictures.quadrants(10, 6));
  private static final String XMP =
      "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description %s</x:xmpmeta>";

  @ParameterizedTest
  @ValueSource(strings = {"exif", "APP1"})
  void readsRawProfiles(String type) {
    byte[] block = TestFiles.join(TestFiles.ascii("Exif\0\0"), TestFiles.exif(6, true));
    byte[] words = TestFiles.ascii(rawProfile(block));
    byte[] name = TestFiles.ascii("Raw profile type " + type + "\0");
    byte[] packed = TestFiles.join(name, new byte[1], TestFiles.deflate(words));

    assertThat(orientation("tEXt", TestFiles.join(name, words))).isEqualTo(6);
    assertThat(orientation("zTXt", packed)).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiff:Orientation='8'/>", "><tiff:Orientation>8</tiff:Orientation>"})
  void readsXmp(String words) {
    byte[] xmp = TestFiles.ascii(XMP.formatted(words));
    byte[] name = TestFiles.ascii("XML:com.adobe.xmp\0");
    byte[] packed = TestFiles.join(name, new byte[] {1, 0, 0, 0}, TestFiles.deflate(xmp));

    assertThat(orientation("iTXt", TestFiles.join(name, new byte[4], xmp))).isEqualTo(8);
    assertThat(orientation("iTXt", packed)).isEqualTo(8);
  }

  @Test
  void believesExifMore() {
    byte[] xmp = TestFiles.ascii("XML:com.adobe.xmp\0\0\0\0\0tiff:Orientation=\"8\"");
    byte[] png = TestFiles.withPngChunk(PNG, "iTXt", xmp);
    byte[] file = TestFiles.withPngChunk(png, "eXIf", TestFiles.exif(1, false));

    assertThat(ImageDecoder.readHeader(png).orientation()).isEqualTo(8);
    assertThat(ImageDecoder.readHeader(file).orientation()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Raw profile type exif",
        "Raw profile type exif\0",
        "Raw profile type exif\0\nexif\n  9\nzz",
        "Raw profile type exif\0\nexif\n  9\n4d4d",
        "XML:com.adobe.xmp",
        "XML:com.adobe.xmp\0\1",
        "XML:com.adobe.xmp\0\1\0\0\0no zlib stream",
        "XML:com.adobe.xmp\0\0\0\0\0tiff:Orientation=\"9\""
      })
  void brokenWordsTellNothing(String words) {
    for (String type : new String[] {"tEXt", "zTXt", "iTXt"}) {
      assertThat(orientation(type, TestFiles.ascii(words))).isEqualTo(1);
    }
  }

  @Test
  void wordsWithoutBoundAreLeftPacked() {
    byte[] bomb = TestFiles.deflate(new byte[64 * 1024 * 1024]);
    byte[] name = TestFiles.ascii("XML:com.adobe.xmp\0\1\0\0\0");

    assertThat(orientation("iTXt", TestFiles.join(name, bomb))).isEqualTo(1);
  }

  private static int orientation(String type, byte[] content) {
    return ImageDecoder.readHeader(TestFiles.withPngChunk(PNG, type, content)).orientation();
  }

  private static String rawProfile(byte[] block) {
    String digits = HexFormat.of().formatHex(block).replaceAll("(.{72})", "$1\n");
    return "\nexif\n%8d\n%s\n".formatted(block.length, digits);
  }
}
