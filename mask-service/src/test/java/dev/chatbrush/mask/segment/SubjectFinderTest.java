package dev.chatbrush.mask.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.mask.decode.Prompt;
import dev.chatbrush.mask.decode.PromptBox;
import dev.chatbrush.mask.decode.PromptPoint;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.embedding.Saliency;
import dev.chatbrush.triton.ModelId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SubjectFinderTest {
  private static final int SIDE = 100;
  private static final PictureSize PICTURE = new PictureSize(800, 400);

  @Test
  void theLargestObjectsAreTheSubjectAndSpecksAreNone() {
    Saliency saliency =
        saliency(
            0.9f, new Region(10, 10, 30, 40), new Region(60, 20, 20, 30), new Region(90, 90, 5, 5));

    List<SalientObject> objects = SalientObject.of(saliency);

    assertThat(objects)
        .extracting(object -> object.pixels().bounds().orElseThrow())
        .containsExactly(new Region(10, 10, 30, 40), new Region(60, 20, 20, 30));
    assertThat(objects.get(0).meanSaliency(saliency)).isEqualTo(0.9f);
  }

  @Test
  void aFaintMapHasNoSubject() {
    assertThat(SalientObject.of(saliency(0.4f, new Region(10, 10, 30, 40)))).isEmpty();
    assertThat(SalientObject.of(saliency(0.9f, new Region(10, 10, 1, 1)))).isEmpty();
  }

  @Test
  void anObjectIsAskedForByItsBoxAndAPointDeepInside() {
    Saliency saliency = saliency(0.9f, new Region(10, 10, 31, 41), new Region(40, 48, 30, 1));

    Prompt prompt = SalientObject.of(saliency).get(0).prompt(PICTURE);

    assertThat(prompt.box()).contains(new PromptBox(80, 40, 560, 204));
    PromptPoint point = prompt.points().get(0);
    assertThat(point.x()).isCloseTo(204, Offset.offset(9.0));
    assertThat(point.y()).isBetween(90.0, 155.0);
    assertThat(point.exclude()).isFalse();
  }

  @Test
  void withoutASegmentationModelTheMapIsTheMask() {
    Saliency saliency = saliency(0.9f, new Region(20, 30, 40, 50));

    SelectedMask mask =
        new SubjectFinder(null)
            .find(saliency, Optional.empty(), CallDeadline.in(Duration.ofSeconds(1)));

    Region found = mask.mask().whole().bounds().orElseThrow();
    assertThat(found.x()).isCloseTo(160, Offset.offset(4));
    assertThat(found.y()).isCloseTo(120, Offset.offset(3));
    assertThat(found.right()).isCloseTo(480, Offset.offset(4));
    assertThat(found.bottom()).isCloseTo(320, Offset.offset(3));
    assertThat(mask.model()).isEqualTo("u2netp/1");
    assertThat(mask.score()).isEqualTo(0.9f);
  }

  private static Saliency saliency(float value, Region... objects) {
    float[] values = new float[SIDE * SIDE];
    for (Region object : objects) {
      for (int i = 0; i < values.length; i++) {
        values[i] = object.contains(i % SIDE, i / SIDE) ? value : values[i];
      }
    }
    return new Saliency(
        new ModelId("u2netp", "1"), PICTURE, SIDE, values, Optional.empty(), Map.of());
  }
}
