package dev.chatbrush.imaging.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Luma;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ThinLineTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 200;
  private static final int MOST_WIDTH = 6;

  @Test
  void aSaggingWireIsFollowedFromEdgeToEdgeAndItsNeighbourIsNot() {
    Luma sky = picture((x, y) -> isOnWire(x, y, 40) || isOnWire(x, y, 70) ? 50 : 190 + y / 10, 4);

    MaskPart wire = ThinLine.at(sky, 320, sag(320) + 40, MOST_WIDTH).orElseThrow();

    int covered = 0;
    for (int x = 0; x < WIDTH; x++) {
      covered += wire.selected(x, sag(x) + 40) && wire.selected(x, sag(x) + 41) ? 1 : 0;
      assertThat(wire.selected(x, sag(x) + 70)).isFalse();
    }
    assertThat(covered).isEqualTo(WIDTH);
    assertThat(wire.mask().area()).isLessThan(5 * WIDTH);
  }

  @Test
  void aLightLineIsFollowedFromAPointBesideIt() {
    Luma night = picture((x, y) -> x / 3 == y ? 200 : 30, 3);

    MaskPart line = ThinLine.at(night, 302, 102, MOST_WIDTH).orElseThrow();

    assertThat(line.selected(3, 1)).isTrue();
    assertThat(line.selected(597, 199)).isTrue();
  }

  @Test
  void anEdgeASurfaceAndASpotAreNoLines() {
    Luma edge = picture((x, y) -> y < 100 ? 40 : 200, 3);
    Luma surface = picture((x, y) -> x / 4, 3);
    Luma spot = picture((x, y) -> Math.hypot(x - 300.0, y - 100.0) < 3 ? 20 : 200, 3);

    assertThat(ThinLine.at(edge, 300, 99, MOST_WIDTH)).isEmpty();
    assertThat(ThinLine.at(surface, 300, 99, MOST_WIDTH)).isEmpty();
    assertThat(ThinLine.at(spot, 300, 100, MOST_WIDTH)).isEmpty();
  }

  @Test
  void whatSpreadsLikeATextureIsNotFollowed() {
    Luma grass = picture((x, y) -> 128, 90);

    assertThat(ThinLine.at(grass, 300, 100, MOST_WIDTH)).isEmpty();
  }

  @Test
  void aLineThatEndsAtTheEdgesOfASmallPictureIsFollowed() {
    Luma small = new Luma(90, 3, new byte[270]);
    for (int x = 0; x < 90; x++) {
      small.values()[x] = (byte) 200;
      small.values()[180 + x] = (byte) 200;
    }

    assertThat(ThinLine.at(small, 89, 1, 2)).isPresent();
  }

  private static boolean isOnWire(int x, int y, int height) {
    return y == sag(x) + height || y == sag(x) + height + 1;
  }

  private static int sag(int x) {
    double along = (x - WIDTH / 2.0) / WIDTH;
    return (int) Math.round(40 - 160 * along * along);
  }

  private static Luma picture(IntBinaryOperator value, int noise) {
    RandomGenerator random = new SplittableRandom(3);
    byte[] values = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < values.length; i++) {
      int own = value.applyAsInt(i % WIDTH, i / WIDTH);
      values[i] = (byte) Math.max(0, Math.min(255, own + random.nextInt(-noise, noise + 1)));
    }
    return new Luma(WIDTH, HEIGHT, values);
  }
}
