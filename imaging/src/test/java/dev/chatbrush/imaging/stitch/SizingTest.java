package dev.chatbrush.imaging.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.stitch.Sizing.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SizingTest {
  /** As the diffusion tools say in their config.pbtxt (chatbrush.sizes). */
  private static final List<Bucket> BUCKETS =
      List.of(
          new Bucket(704, 400),
          new Bucket(640, 432),
          new Bucket(592, 448),
          new Bucket(512, 512),
          new Bucket(448, 592),
          new Bucket(432, 640),
          new Bucket(400, 704));

  private static final Sizing SOME = new Sizing(704, 8, 512, BUCKETS);
  private static final List<Bucket> PHOTOS =
      List.of(
          new Bucket(4000, 3000),
          new Bucket(3000, 4000),
          new Bucket(6000, 4000),
          new Bucket(1920, 1080),
          new Bucket(1080, 1920),
          new Bucket(1080, 1350),
          new Bucket(2048, 2048),
          new Bucket(1024, 768),
          new Bucket(800, 600),
          new Bucket(2500, 833));

  @Test
  void aSelectionInsideThePictureGetsABucketWhole() {
    CropPlan plan = CropPlan.around(new Region(1800, 1400, 300, 420), 4000, 3000, 420, SOME);

    assertThat(plan.crop().contains(new Region(1800, 1400, 300, 420))).isTrue();
    assertThat(BUCKETS).contains(new Bucket(plan.workWidth(), plan.workHeight()));
    double stretched =
        (double) plan.crop().width()
            * plan.workHeight()
            / (plan.crop().height() * plan.workWidth());
    assertThat(stretched).isBetween(0.97, 1.03);
  }

  @Test
  void aSmallSelectionIsEnlarged() {
    CropPlan plan = CropPlan.around(new Region(500, 500, 20, 20), 2000, 1500, 64, SOME);

    assertThat(plan.crop().width()).isEqualTo(152);
    assertThat(plan.workWidth()).isEqualTo(512);
    assertThat(plan.restore(RgbImage.filled(512, 512, 1, 2, 3)).width()).isEqualTo(152);
  }

  @Test
  void aToolWithoutSizesEnlargesToItsNativeSideAndNotBeyondItsWorkingSide() {
    Region small = new Region(500, 500, 20, 20);

    assertThat(workOf(new Sizing(704, 8, 512, List.of()), small)).isEqualTo(new Bucket(512, 512));
    assertThat(workOf(new Sizing(256, 8, 512, List.of()), small)).isEqualTo(new Bucket(256, 256));
    assertThat(workOf(new Sizing(704, 8, 0, List.of()), small)).isEqualTo(new Bucket(152, 152));
  }

  @Test
  void withoutANativeSideNothingIsEnlargedAndTheToolFillsUp() {
    Sizing sizing = new Sizing(704, 8, 0, BUCKETS);

    assertThat(workOf(sizing, new Region(500, 500, 20, 20))).isEqualTo(new Bucket(152, 152));
  }

  @Test
  void aWidePictureKeepsItsShapeWithinABucket() {
    CropPlan plan = CropPlan.whole(3000, 1000, SOME);

    assertThat(plan.workWidth()).isEqualTo(704);
    assertThat(plan.workHeight()).isEqualTo(232);
  }

  @Test
  void aNegativeSideIsRefused() {
    assertThatThrownBy(() -> new Sizing(704, 8, -1, BUCKETS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("native side 0 or more: 8, 704, -1");
  }

  /** What a GPU meets: a captured graph only where the size is one of those captured. */
  @Test
  void mostOf20000EditsHaveACapturedSizeAndTheOthersAreFilledUpALittle() {
    List<Bucket> before = simulated(Sizing.of(704, 8));
    List<Bucket> work = simulated(SOME);
    double filled = work.stream().mapToDouble(SizingTest::filledShare).average().orElseThrow();

    assertThat(share(work)).as("captured as they are").isGreaterThan(0.8);
    assertThat(filled).as("mirrored, of all pixels that the model gets").isLessThan(0.05);
    assertThat(pairs(work)).as("pairs that share a run").isGreaterThan(3 * pairs(before));
  }

  private static Bucket workOf(Sizing sizing, Region bounds) {
    CropPlan plan = CropPlan.around(bounds, 2000, 1500, 64, sizing);
    return new Bucket(plan.workWidth(), plan.workHeight());
  }

  /** Three of four edits have a selection, of 2 to 80 % of each side, anywhere. */
  private static List<Bucket> simulated(Sizing sizing) {
    Random random = new Random(18);
    List<Bucket> sizes = new ArrayList<>();
    for (int edit = 0; edit < 20_000; edit++) {
      Bucket photo = PHOTOS.get(random.nextInt(PHOTOS.size()));
      CropPlan plan = CropPlan.whole(photo.width(), photo.height(), sizing);
      if (random.nextInt(4) > 0) {
        int width = part(photo.width(), random);
        int height = part(photo.height(), random);
        int x = random.nextInt(photo.width() - width + 1);
        int y = random.nextInt(photo.height() - height + 1);
        int context = Math.max(64, Math.max(width, height));
        Region bounds = new Region(x, y, width, height);
        plan = CropPlan.around(bounds, photo.width(), photo.height(), context, sizing);
      }
      sizes.add(new Bucket(plan.workWidth(), plan.workHeight()));
    }
    return sizes;
  }

  private static int part(int side, Random random) {
    return Math.max(1, (int) (side * 0.02 * Math.pow(40, random.nextDouble())));
  }

  /** What the tool adds of the smallest bucket that holds it. */
  private static double filledShare(Bucket work) {
    int pixels = work.width() * work.height();
    return BUCKETS.stream()
        .filter(bucket -> bucket.width() >= work.width() && bucket.height() >= work.height())
        .mapToInt(bucket -> bucket.width() * bucket.height())
        .min()
        .stream()
        .mapToDouble(all -> 1 - (double) pixels / all)
        .findFirst()
        .orElseThrow();
  }

  private static double share(List<Bucket> sizes) {
    return sizes.stream().filter(BUCKETS::contains).count() / (double) sizes.size();
  }

  private static double pairs(List<Bucket> sizes) {
    Map<Bucket, Long> counts =
        sizes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    double all = sizes.size();
    return counts.values().stream().mapToDouble(count -> count / all * (count / all)).sum();
  }
}
