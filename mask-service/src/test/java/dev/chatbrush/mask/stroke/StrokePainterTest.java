package dev.chatbrush.mask.stroke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StrokePainterTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;

  @Test
  void aPixelIsSelectedWhenItsCentreIsWithinTheRadiusOfTheLine() {
    RandomGenerator random = new SplittableRandom(4);
    for (int n = 0; n < 300; n++) {
      double[] line = {
        random.nextDouble(-10, 70), random.nextDouble(-10, 50),
        random.nextDouble(-10, 70), random.nextDouble(-10, 50)
      };
      double radius = random.nextDouble(0.8, 15);

      byte[] values = paint(new Stroke(line, radius, false));

      for (int i = 0; i < values.length; i++) {
        double distance = distance(line, i % WIDTH + 0.5, i / WIDTH + 0.5);
        if (Math.abs(distance - radius) > 1e-9) {
          assertThat(values[i] != 0).isEqualTo(distance < radius);
        }
      }
    }
  }

  @Test
  void aDotSmallerThanAPixelStillSelectsOne() {
    byte[] values = paint(new Stroke(new double[] {10.02, 5.97}, 0.1, false));

    assertThat(values[5 * WIDTH + 10]).isNotZero();
  }

  @Test
  void anEraserTakesAwayWhatCameBefore() {
    byte[] values = new byte[WIDTH * HEIGHT];
    StrokePainter painter = new StrokePainter(WIDTH, HEIGHT, values);

    painter.paint(new Stroke(new double[] {5, 20, 55, 20}, 6, false));
    painter.paint(new Stroke(new double[] {30, 0, 30, 40}, 4, true));

    assertThat(values[20 * WIDTH + 10]).isNotZero();
    assertThat(values[20 * WIDTH + 30]).isZero();
    assertThat(values[20 * WIDTH + 50]).isNotZero();
  }

  @Test
  void aStrokeFarOutsideChangesNothing() {
    assertThat(paint(new Stroke(new double[] {1e6, 1e6, -1e6, 1e6}, 5000, false))).containsOnly(0);
  }

  @Test
  void anAreaIsWhatItsLineEnclosesByTheEvenOddRule() {
    // A square with a square hole, joined by a seam that is walked both ways.
    double[] ring = {
      10, 5, 50, 5, 50, 35, 10, 35, 10, 5, 20, 12, 40, 12, 40, 28, 20, 28, 20, 12, 10, 5
    };

    byte[] values = paint(new Stroke(ring, 1, false, true));

    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean outer = x >= 10 && x < 50 && y >= 5 && y < 35;
        boolean hole = x >= 20 && x < 40 && y >= 12 && y < 28;
        assertThat(values[y * WIDTH + x] != 0).as("%d, %d", x, y).isEqualTo(outer && !hole);
      }
    }
  }

  @Test
  void anAreaBeyondThePictureIsCutAtItsEdge() {
    byte[] values = paint(new Stroke(new double[] {-99, -99, 999, -99, 999, 999}, 1, false, true));

    assertThat(values[WIDTH - 1]).isNotZero();
    assertThat(values[(HEIGHT - 1) * WIDTH]).isZero();
  }

  private static byte[] paint(Stroke stroke) {
    byte[] values = new byte[WIDTH * HEIGHT];
    new StrokePainter(WIDTH, HEIGHT, values).paint(stroke);
    return values;
  }

  private static double distance(double[] line, double x, double y) {
    double dx = line[2] - line[0];
    double dy = line[3] - line[1];
    double along = ((x - line[0]) * dx + (y - line[1]) * dy) / (dx * dx + dy * dy);
    double t = Math.max(0, Math.min(1, along));
    return Math.hypot(x - line[0] - t * dx, y - line[1] - t * dy);
  }
}
