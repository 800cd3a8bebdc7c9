package dev.chatbrush.imaging.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.Region;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against pycocotools: {@code src/test/resources/golden/rle/generate.py} made the files. */
class CocoGoldenTest {
  private static final int MASKS = 10_000;

  @Test
  void theFirstMasksAreWhatPycocotoolsSays() throws IOException {
    List<String> expected = golden("sample.txt").lines().toList();

    assertThat(expected).hasSize(50);
    for (int number = 0; number < expected.size(); number++) {
      assertThat(lineOf(number, maskOf(number))).isEqualTo(expected.get(number));
    }
  }

  @Test
  void tenThousandMasksAreWhatPycocotoolsSaysBothWays() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int number = 0; number < MASKS; number++) {
      Mask mask = maskOf(number);
      String line = lineOf(number, mask);
      digest.update((line + "\n").getBytes(StandardCharsets.US_ASCII));
      String counts = line.substring(line.lastIndexOf(' ') + 1);

      Mask back = Rle.ofCoco(mask.height(), mask.width(), counts).toMask();

      assertThat(Arrays.equals(back.values(), mask.values())).as("mask %d", number).isTrue();
    }

    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(golden("digest.txt").strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "!", "P", "ooooooooo", "4", "2 "})
  void textThatIsNoRunLengthsIsRefused(String text) {
    assertThatThrownBy(() -> Rle.ofCoco(3, 3, text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String lineOf(int number, Mask mask) {
    Rle rle = Rle.of(mask);
    Optional<Region> bounds = rle.bounds();
    assertThat(bounds).isEqualTo(mask.bounds());
    String box =
        bounds
            .map(r -> "%d %d %d %d".formatted(r.x(), r.y(), r.width(), r.height()))
            .orElse("0 0 0 0");
    return "%d %d %d %d %s %s"
        .formatted(number, rle.height(), rle.width(), rle.area(), box, rle.toCoco());
  }

  private static Mask maskOf(int number) {
    int width = number(number, 0) % 96 + 1;
    int height = number(number, 1) % 96 + 1;
    int density = number(number, 2) % 96 + 1;
    byte[] values = new byte[width * height];
    if (number % 2 == 0) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (byte) (number(number + MASKS, i) % 100 < density ? 255 : 0);
      }
    } else {
      for (int n = 0; n < density % 7; n++) {
        invertRectangle(values, width, height, number + (n + 2L) * MASKS);
      }
    }
    return new Mask(width, height, values);
  }

  private static void invertRectangle(byte[] values, int width, int height, long seed) {
    int left = number(seed, 0) % width;
    int top = number(seed, 1) % height;
    int right = Math.min(width, left + 1 + number(seed, 2) % width);
    int bottom = Math.min(height, top + 1 + number(seed, 3) % height);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        values[y * width + x] = (byte) ~values[y * width + x];
      }
    }
  }

  /** SplitMix64's number {@code index} after the seed, shifted down to 31 bits. */
  private static int number(long seed, int index) {
    long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return (int) ((z ^ z >>> 31) >>> 33);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = CocoGoldenTest.class.getResourceAsStream("/golden/rle/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
