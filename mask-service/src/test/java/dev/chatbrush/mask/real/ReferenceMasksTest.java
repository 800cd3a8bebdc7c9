package dev.chatbrush.mask.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.mask.Candidate;
import dev.chatbrush.contracts.mask.Point;
import dev.chatbrush.contracts.mask.Refine;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.Box;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.Rle;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Masks of the published MobileSAM predictor for the same weights, photos and prompts. Made by
 * {@code bench/segmentation/reference.py --prompts 5 --seed 12}; its docstring says what a line
 * holds.
 */
@QuarkusTest
@QuarkusTestResource(value = RealTritonResource.class, restrictToAnnotatedClass = true)
@Tag("triton")
class ReferenceMasksTest {
  private static final Path MASKS = Path.of("src/test/resources/golden/mobile_sam_masks.tsv");
  private static final double LEAST_OVERLAP = 0.99;
  private static final double LEAST_MEAN_OVERLAP = 0.995;

  @ParameterizedTest
  @ValueSource(strings = {"astronaut.jpg", "coffee.jpg", "grace-hopper.jpg", "rocket.jpg"})
  void masksAreThoseOfThePublishedPredictor(String photo) throws IOException {
    List<String[]> cases = cases(photo);
    double[] overlaps = new double[cases.size()];
    try (RealSegmenter segmenter = new RealSegmenter(photo)) {
      for (int i = 0; i < overlaps.length; i++) {
        overlaps[i] = overlap(segmenter, photo + "-" + i, cases.get(i));
      }
    }

    assertThat(overlaps).hasSize(5);
    assertThat(Arrays.stream(overlaps).min().orElseThrow()).isGreaterThan(LEAST_OVERLAP);
    assertThat(Arrays.stream(overlaps).average().orElseThrow()).isGreaterThan(LEAST_MEAN_OVERLAP);
  }

  private static List<String[]> cases(String photo) throws IOException {
    try (Stream<String> lines = Files.lines(MASKS)) {
      return lines.map(line -> line.split("\t")).filter(line -> line[0].equals(photo)).toList();
    }
  }

  /** With a box the service chooses by a rule of its own: the best of its candidates counts. */
  private static double overlap(RealSegmenter segmenter, String name, String[] line) {
    Selection selection = selection(line[1], line[2]);
    Mask expected = mask(line[3], line[4]);
    SeenMask own = segmenter.segment(name, "", selection);
    if (!selection.hasBox()) {
      return overlap(expected, own.mask());
    }
    return own.reply().getCandidatesList().stream()
        .mapToInt(Candidate::getIndex)
        .mapToObj(index -> selection.toBuilder().setCandidate(index).build())
        .mapToDouble(one -> overlap(expected, segmenter.segment(name, "", one).mask()))
        .max()
        .orElseThrow();
  }

  private static Selection selection(String points, String box) {
    Selection.Builder selection =
        Selection.newBuilder().setRefine(Refine.newBuilder().setTidy(Refine.Tidy.NOTHING));
    if (!points.equals("-")) {
      for (String point : points.split(" ")) {
        String[] parts = point.split(",");
        selection.addPoints(
            Point.newBuilder()
                .setX(Double.parseDouble(parts[0]))
                .setY(Double.parseDouble(parts[1]))
                .setExclude(parts[2].equals("exclude")));
      }
    }
    if (!box.equals("-")) {
      double[] corners = Arrays.stream(box.split(",")).mapToDouble(Double::parseDouble).toArray();
      selection.setBox(
          Box.newBuilder().setX0(corners[0]).setY0(corners[1]).setX1(corners[2]).setY1(corners[3]));
    }
    return selection.build();
  }

  private static Mask mask(String size, String runs) {
    int[] sides = Arrays.stream(size.split(" ")).mapToInt(Integer::parseInt).toArray();
    int[] counts = Arrays.stream(runs.split(" ")).mapToInt(Integer::parseInt).toArray();
    return new Rle(sides[0], sides[1], counts).toMask();
  }

  /** Intersection over union. */
  private static double overlap(Mask one, Mask other) {
    long both = 0;
    long either = 0;
    for (int y = 0; y < one.height(); y++) {
      for (int x = 0; x < one.width(); x++) {
        both += one.selected(x, y) && other.selected(x, y) ? 1 : 0;
        either += one.selected(x, y) || other.selected(x, y) ? 1 : 0;
      }
    }
    return either == 0 ? 1 : (double) both / either;
  }
}
