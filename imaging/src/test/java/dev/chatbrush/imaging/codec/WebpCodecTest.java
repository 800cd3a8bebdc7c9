package dev.chatbrush.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import dev.chatbrush.imaging.codec.file.ImageFormatException;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.codec.notes.NotesWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebpCodecTest {
  /** {@code src/test/resources/golden/codec/generate.py} made both with libwebp through Pillow. */
  @ParameterizedTest
  @ValueSource(strings = {"lossy", "faded", "lossless"})
  void readsWhatLibwebpReads(String name) throws IOException {
    assertThat(ImageDecoder.decode(golden(name + ".webp")))
        .isEqualTo(ImageDecoder.decode(golden(name + ".png")));
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream file = WebpCodecTest.class.getResourceAsStream("/golden/codec/" + name)) {
      return file.readAllBytes();
    }
  }

  /** libwebp says of such a one that memory is out. */
  @Test
  void refusesDamagedAlpha() throws IOException {
    byte[] file = golden("faded.webp");
    file[48] = (byte) 148;

    assertThatThrownBy(() -> ImageDecoder.decode(file))
        .isInstanceOf(ImageCorruptException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void readsAnAnimationOfOneFrameAndRefusesOneOfTwo() throws IOException {
    byte[] still = golden("lossy.webp");
    byte[] frame = frame(Arrays.copyOfRange(still, 12, still.length), 97, 61);

    byte[] one = riff(frame);
    byte[] two = riff(TestFiles.join(frame, frame));

    assertThat(ImageDecoder.decode(one)).isEqualTo(ImageDecoder.decode(still));
    assertThatThrownBy(() -> ImageDecoder.decode(two))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("animated");
  }

  private static byte[] riff(byte[] frames) {
    ByteBuffer file = ByteBuffer.allocate(12 + 18 + frames.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(TestFiles.ascii("RIFF")).putInt(4 + 18 + frames.length).put(TestFiles.ascii("WEBP"));
    file.put(TestFiles.ascii("VP8X")).putInt(10).putInt(2);
    file.put(new byte[] {96, 0, 0, 60, 0, 0});
    return file.put(frames).array();
  }

  private static byte[] frame(byte[] chunks, int width, int height) {
    ByteBuffer frame = ByteBuffer.allocate(24 + chunks.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.put(TestFiles.ascii("ANMF")).putInt(16 + chunks.length).put(new byte[6]);
    frame.put(new byte[] {(byte) (width - 1), 0, 0, (byte) (height - 1), 0, 0, 0, 0, 0, 0});
    return frame.put(chunks).array();
  }

  @Test
  void appliesAProfile() {
    FileNotes swapped = new FileNotes(null, Profiles.redAndBlueSwapped(), null);
    byte[] webp = ImageEncoder.webp(RgbImage.filled(16, 16, 255, 0, 0), 0.9);

    int[] pixel = Pictures.pixel(ImageDecoder.decode(NotesWriter.write(webp, swapped)), 8, 8);

    assertThat(pixel[0]).isLessThan(60);
    assertThat(pixel[2]).isGreaterThan(240);
  }

  @Test
  void unpacksWhereCodeMayRun(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(Libwebp.letsRun(folder.resolve("made/when/missing"))).isTrue();
    assertThat(Libwebp.letsRun(file)).isFalse();
    try (Stream<Path> left = Files.list(folder.resolve("made/when/missing"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void lossyComesBackAlmostTheSame() {
    RgbImage image = Pictures.photo(161, 119, 2);

    byte[] file = ImageEncoder.webp(image, 0.9);
    RgbImage read = ImageDecoder.decode(file);

    assertThat(ImageDecoder.readHeader(file))
        .isEqualTo(new ImageHeader(ImageFormat.WEBP, 161, 119, 1, false, false));
    assertThat(Pictures.meanDifference(image, read)).isLessThan(6);
  }

  @Test
  void losslessComesBackTheSame() throws IOException {
    RgbImage image = Pictures.photo(65, 33, 7);

    assertThat(ImageDecoder.decode(lossless(BufferedImages.wrap(image)))).isEqualTo(image);
  }

  @Test
  void keepsOpacities() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(3, 3, 0xffff0000);

    RgbImage read = ImageDecoder.decode(lossless(image));

    assertThat(read.alpha().orElseThrow()[0]).isZero();
    assertThat(Pictures.pixel(read, 3, 3)).containsExactly(255, 0, 0);
    assertThat(read.alpha().orElseThrow()[3 * 8 + 3]).isEqualTo((byte) 255);
  }

  @Test
  void writesOpacitiesExactly() {
    RgbImage image = Pictures.seeThrough(101, 67, 5);

    byte[] file = ImageEncoder.webp(image, 0.9);

    assertThat(ImageDecoder.readHeader(file).seeThrough()).isTrue();
    assertThat(ImageDecoder.decode(file).alpha()).contains(image.alpha().orElseThrow());
  }

  private static byte[] lossless(BufferedImage image) throws IOException {
    ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    ((WebPWriteParam) parameters).setCompressionType("Lossless");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    }
    return bytes.toByteArray();
  }
}
