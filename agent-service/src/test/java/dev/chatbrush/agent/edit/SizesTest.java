package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.triton.testing.FakeModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tools that work at few sizes get one of them, and small selections enlarged. */
class SizesTest extends ToolTestCase {
  private static final String SIZES = "704x400, 512x512, 400x704";

  @Test
  void aSmallSelectionIsEnlargedToASizeOfTheTool() throws Exception {
    FakeModel model = tool().parameter("chatbrush.native_side", "512");

    EditResult result = run(edit(OBJECT));

    assertThat(sides(model)).containsExactly(512L, 512L, 3L);
    RgbImage after = ImageDecoder.decode(result.png());
    assertThat(after.width()).isEqualTo(image.width());
    assertThat(after.crop(new Region(0, 0, 200, 600)))
        .as("far from the selection nothing changes")
        .isEqualTo(image.crop(new Region(0, 0, 200, 600)));
    assertThat(after.crop(OBJECT)).isNotEqualTo(image.crop(OBJECT));
  }

  @Test
  void aToolHearsHowLongTheWholePictureIsAtTheSizeOfItsPart() throws Exception {
    FakeModel enlarged = tool().parameter("chatbrush.native_side", "512");
    EditResult result = run(edit(OBJECT));
    int[] crop =
        Arrays.stream(result.parameters().get("crop").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();

    double times = 512.0 / crop[2];
    long longest = Math.max(image.width(), image.height());
    assertThat(enlarged.received().get(0).parameters())
        .containsEntry("whole_side", Math.round(longest * times));
  }

  @Test
  void aWideSelectionGetsTheWideSize() {
    FakeModel model = tool().parameter("chatbrush.native_side", "512");

    run(edit(new Region(300, 300, 100, 10)));

    assertThat(sides(model)).containsExactly(400L, 704L, 3L);
  }

  @Test
  void aWholePictureKeepsItsShapeWithinASize() {
    FakeModel model = tool();

    run(transform("make it winter"));

    assertThat(sides(model)).containsExactly(400L, 536L, 3L);
  }

  private FakeModel tool() {
    return FakeTools.transform(triton, "sized", 10)
        .parameter("chatbrush.working_side", "704")
        .parameter("chatbrush.multiple", "8")
        .parameter("chatbrush.sizes", SIZES);
  }

  private static List<Long> sides(FakeModel model) {
    return FakeTools.input(model.received().get(0), "image").shape().dims();
  }

  private EditRequest edit(Region selected) {
    Mask mask = Mask.rectangle(image.width(), image.height(), selected);
    return new EditRequest(
        png, Optional.of(Rle.of(mask)), false, "image_transform", "a red hat", EditOptions.none());
  }
}
