package dev.chatbrush.mask.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.triton.catalogue.EncoderGeometry;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogitsToMaskTest {
  @ParameterizedTest
  @CsvSource({
    "512, 512",
    "704, 469",
    "469, 704",
    "2000, 1500",
    "8, 8",
    "100, 3",
    "1, 1",
    "7304, 5477",
    "3, 12000"
  })
  void everyPixelIsBilinearOfTheEncodersInputAndThatOfTheGrid(int width, int height) {
    checkPixels(EncoderFrame.of(width, height, 1024, EncoderGeometry.LONGEST_SIDE));
  }

  @ParameterizedTest
  @CsvSource({"512, 512", "704, 469", "469, 704", "8, 8", "100, 3", "4000, 3000"})
  void everyPixelOfAStretchedPictureIsBilinearOfTheGrid(int width, int height) {
    checkPixels(EncoderFrame.of(width, height, 1024, EncoderGeometry.STRETCH));
  }

  private static void checkPixels(EncoderFrame frame) {
    DecoderOutput output = random(3);

    Mask mask = LogitsToMask.of(output, 1, frame).whole();

    RandomGenerator random = new SplittableRandom(9);
    for (int n = 0; n < 2000; n++) {
      int x = random.nextInt(frame.width());
      int y = random.nextInt(frame.height());
      double expected =
          frame.geometry() == EncoderGeometry.STRETCH
              ? cell(
                  output.mask(1), (x + 0.5) * 256 / frame.width(), (y + 0.5) * 256 / frame.height())
              : inTwoSteps(output.mask(1), frame, x, y);
      if (Math.abs(expected) > 1e-3) {
        assertThat(mask.selected(x, y)).as("(%d, %d)", x, y).isEqualTo(expected > 0);
      }
    }
  }

  @Test
  void aLandscapeMaskLiesWhereItsCellsAre() {
    EncoderFrame frame = EncoderFrame.of(1024, 512, 1024, EncoderGeometry.LONGEST_SIDE);
    DecoderOutput output = DecoderOutputs.rectangles(new float[] {1}, new int[] {64, 32, 128, 64});

    MaskPart part = LogitsToMask.of(output, 0, frame);

    assertThat(part.whole().bounds()).contains(new Region(256, 128, 256, 128));
    assertThat(part.at().area()).isLessThan(270 * 140);
  }

  @Test
  void cellsInThePaddingSelectNothing() {
    EncoderFrame frame = EncoderFrame.of(1024, 512, 1024, EncoderGeometry.LONGEST_SIDE);
    DecoderOutput output = DecoderOutputs.rectangles(new float[] {1}, new int[] {0, 140, 256, 256});

    assertThat(LogitsToMask.of(output, 0, frame).whole().isEmpty()).isTrue();
    assertThat(LogitsToMask.estimateArea(output, 0, frame)).isZero();
  }

  @Test
  void oneCellAtAnEdgeReachesTheEdgeAndNoFurtherThanItsNeighbours() {
    EncoderFrame frame = EncoderFrame.of(4000, 3000, 1024, EncoderGeometry.LONGEST_SIDE);
    DecoderOutput output = DecoderOutputs.rectangles(new float[] {1}, new int[] {255, 0, 256, 1});

    Mask mask = LogitsToMask.of(output, 0, frame).whole();

    assertThat(mask.bounds()).contains(Region.ofCorners(3984, 0, 4000, 16));
  }

  @Test
  void aMaskOfEverythingReachesAllBorders() {
    for (int[] size : new int[][] {{8, 8}, {704, 469}, {469, 704}, {3001, 2000}, {7304, 5477}}) {
      EncoderFrame frame = EncoderFrame.of(size[0], size[1], 1024, EncoderGeometry.LONGEST_SIDE);
      DecoderOutput output = DecoderOutputs.rectangles(new float[] {1}, new int[] {0, 0, 256, 256});

      assertThat(LogitsToMask.of(output, 0, frame).whole()).isEqualTo(Mask.full(size[0], size[1]));
    }
  }

  @Test
  void theEstimatedAreaIsNearTheTrueOne() {
    EncoderFrame frame = EncoderFrame.of(1500, 900, 1024, EncoderGeometry.LONGEST_SIDE);
    DecoderOutput output = DecoderOutputs.rectangles(new float[] {1}, new int[] {20, 30, 120, 110});

    long area = LogitsToMask.of(output, 0, frame).mask().area();

    assertThat((double) LogitsToMask.estimateArea(output, 0, frame))
        .isCloseTo(area, within(area * 0.02));
  }

  private static DecoderOutput random(int tokens) {
    RandomGenerator random = new SplittableRandom(5);
    float[] logits = new float[tokens * DecoderOutput.GRID_AREA];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = random.nextFloat() * 4 - 2.5f;
    }
    return new DecoderOutput(logits, new float[tokens]);
  }

  private static double inTwoSteps(float[] grid, EncoderFrame frame, int x, int y) {
    double u = clamp((x + 0.5) * frame.scaleX() - 0.5, frame.scaledWidth() - 1);
    double v = clamp((y + 0.5) * frame.scaleY() - 0.5, frame.scaledHeight() - 1);
    int left = (int) u;
    int top = (int) v;
    int right = Math.min(left + 1, frame.scaledWidth() - 1);
    int bottom = Math.min(top + 1, frame.scaledHeight() - 1);
    double upper = mix(input(grid, left, top), input(grid, right, top), u - left);
    double lower = mix(input(grid, left, bottom), input(grid, right, bottom), u - left);
    return mix(upper, lower, v - top);
  }

  /** The grid scaled to 1024 x 1024, at one of its pixels. */
  private static double input(float[] grid, int x, int y) {
    return cell(grid, (x + 0.5) / 4, (y + 0.5) / 4);
  }

  private static double cell(float[] grid, double x, double y) {
    double u = clamp(x - 0.5, 255);
    double v = clamp(y - 0.5, 255);
    int left = (int) u;
    int top = (int) v;
    int right = Math.min(left + 1, 255);
    int bottom = Math.min(top + 1, 255);
    double upper = mix(grid[top * 256 + left], grid[top * 256 + right], u - left);
    double lower = mix(grid[bottom * 256 + left], grid[bottom * 256 + right], u - left);
    return mix(upper, lower, v - top);
  }

  private static double mix(double one, double other, double weight) {
    return one * (1 - weight) + other * weight;
  }

  private static double clamp(double value, double most) {
    return Math.max(0, Math.min(most, value));
  }
}
