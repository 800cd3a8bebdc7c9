package dev.chatbrush.mask.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.triton.catalogue.EncoderGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderFrameTest {
  /** The sizes of segment-anything's ResizeLongestSide(1024).get_preprocess_shape. */
  @ParameterizedTest
  @CsvSource({
    "512, 512, 1024, 1024",
    "704, 469, 1024, 682",
    "469, 704, 682, 1024",
    "4000, 3000, 1024, 768",
    "8, 8, 1024, 1024",
    "1023, 1, 1024, 1",
    "12000, 1, 1024, 1",
    "641, 480, 1024, 767"
  })
  void thePictureKeepsItsProportions(int width, int height, int scaledWidth, int scaledHeight) {
    EncoderFrame frame = EncoderFrame.of(width, height, 1024, EncoderGeometry.LONGEST_SIDE);

    assertThat(frame.scaledWidth()).isEqualTo(scaledWidth);
    assertThat(frame.scaledHeight()).isEqualTo(scaledHeight);
  }

  @Test
  void stretchFillsTheSquare() {
    EncoderFrame frame = EncoderFrame.of(300, 100, 1024, EncoderGeometry.STRETCH);

    assertThat(frame)
        .isEqualTo(new EncoderFrame(300, 100, 1024, 1024, 1024, EncoderGeometry.STRETCH));
  }

  @Test
  void theRestIsPaddedWithTheMeanColour() {
    RgbImage image = RgbImage.filled(20, 10, 1, 2, 3);
    EncoderFrame frame = EncoderFrame.of(20, 10, 1024, EncoderGeometry.LONGEST_SIDE);

    byte[] input = frame.input(image);

    assertThat(input).hasSize(1024 * 1024 * 3);
    assertThat(pixel(input, 1023, 511)).containsExactly(1, 2, 3);
    assertThat(pixel(input, 0, 512)).containsExactly(124, 116, 104);
    assertThat(pixel(input, 1023, 1023)).containsExactly(124, 116, 104);
  }

  @Test
  void aPortraitIsPaddedOnTheRight() {
    RgbImage image = RgbImage.filled(10, 20, 1, 2, 3);
    EncoderFrame frame = EncoderFrame.of(10, 20, 1024, EncoderGeometry.LONGEST_SIDE);

    byte[] input = frame.input(image);

    assertThat(pixel(input, 511, 1023)).containsExactly(1, 2, 3);
    assertThat(pixel(input, 512, 0)).containsExactly(124, 116, 104);
  }

  private static int[] pixel(byte[] input, int x, int y) {
    int i = (y * 1024 + x) * 3;
    return new int[] {input[i] & 0xff, input[i + 1] & 0xff, input[i + 2] & 0xff};
  }
}
