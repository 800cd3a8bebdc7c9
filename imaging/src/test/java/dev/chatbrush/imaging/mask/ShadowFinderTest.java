package dev.chatbrush.imaging.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShadowFinderTest {
  private static final Region BALL = new Region(350, 200, 100, 100);
  private static final Region SHADOW = new Region(380, 300, 160, 40);
  private static final double SHADE = 0.55;

  private final Mask ball = Mask.rectangle(800, 600, BALL);

  @Test
  void findsTheShadowBelowAnObject() {
    Mask found = ShadowFinder.find(grass(SHADE, SHADE, SHADE), ball).orElseThrow();

    long shadow = Mask.rectangle(800, 600, SHADOW).area();
    Mask more = MaskOps.subtract(found, ball);
    Mask hit = MaskOps.subtract(more, MaskOps.invert(Mask.rectangle(800, 600, SHADOW)));
    assertThat(hit.area()).isGreaterThan(shadow * 95 / 100);
    assertThat(more.area()).isLessThan(shadow * 140 / 100); // a soft edge around it
    assertThat(MaskOps.subtract(ball, found).isEmpty()).isTrue();
  }

  @Test
  void leavesAloneWhatHasAnotherColour() {
    assertThat(ShadowFinder.find(grass(1.0, 0.3, 0.3), ball)).isEmpty(); // a red mat
  }

  @Test
  void leavesAloneWhatDoesNotTouchTheObject() {
    RgbImage image = grass(1, 1, 1);
    paint(image, new Region(380, 360, 160, 40), SHADE, SHADE, SHADE);

    assertThat(ShadowFinder.find(image, ball)).isEmpty();
  }

  @Test
  void findsAShadowOnLivelyGround() {
    RgbImage lawn = lively();
    paint(lawn, SHADOW, SHADE, SHADE, SHADE);

    Mask found = ShadowFinder.find(lawn, ball).orElseThrow();

    Mask more = MaskOps.subtract(found, ball);
    Mask hit = MaskOps.subtract(more, MaskOps.invert(Mask.rectangle(800, 600, SHADOW)));
    long shadow = Mask.rectangle(800, 600, SHADOW).area();
    assertThat(hit.area()).isGreaterThan(shadow * 8 / 10);
    assertThat(more.area()).isLessThan(shadow * 2);
  }

  @Test
  void takesNoDarkSpotOfLivelyGroundForAShadow() {
    assertThat(ShadowFinder.find(lively(), ball)).isEmpty();
  }

  /** Blades of grass: green of very different brightness, in patches of a few pixels. */
  private static RgbImage lively() {
    byte[] rgb = new byte[800 * 600 * 3];
    double[] light = new Random(7).doubles(400 * 300, 0.4, 1.5).toArray();
    for (int i = 0; i < 800 * 600; i++) {
      double shine = light[i / 800 / 2 * 400 + i % 800 / 2];
      rgb[3 * i] = (byte) (60 * shine);
      rgb[3 * i + 1] = (byte) (140 * shine);
      rgb[3 * i + 2] = (byte) (48 * shine);
    }
    RgbImage image = new RgbImage(800, 600, rgb);
    paint(image, BALL, 2, 1.3, 2.2);
    return image;
  }

  @Test
  void saysNothingOnLivelyGround() {
    assertThat(ShadowFinder.find(Pictures.noise(800, 600, 3), ball)).isEmpty();
  }

  @Test
  void saysNothingWhereNothingIsSelected() {
    Mask nothing = MaskOps.subtract(ball, ball);

    assertThat(ShadowFinder.find(grass(SHADE, SHADE, SHADE), nothing)).isEmpty();
  }

  /** Slightly uneven green with a grey ball on it and what lies below multiplied. */
  private static RgbImage grass(double red, double green, double blue) {
    Random random = new Random(5);
    byte[] rgb = new byte[800 * 600 * 3];
    for (int i = 0; i < rgb.length; i += 3) {
      int noise = random.nextInt(13) - 6;
      rgb[i] = (byte) (96 + noise);
      rgb[i + 1] = (byte) (150 + noise);
      rgb[i + 2] = (byte) (80 + noise);
    }
    RgbImage image = new RgbImage(800, 600, rgb);
    paint(image, SHADOW, red, green, blue);
    paint(image, BALL, 2, 1.3, 2.2);
    return image;
  }

  private static void paint(RgbImage image, Region region, double red, double green, double blue) {
    double[] factors = {red, green, blue};
    for (int y = region.y(); y < region.bottom(); y++) {
      for (int x = region.x(); x < region.right(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          int at = (y * image.width() + x) * 3 + channel;
          image.rgb()[at] = (byte) Math.min(255, (image.rgb()[at] & 0xff) * factors[channel]);
        }
      }
    }
  }
}
