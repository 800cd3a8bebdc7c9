package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.agent.Images;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Other pictures that a tool looks at. */
class ReferencesTest extends ToolTestCase {
  private final RgbImage small = Images.noise(64, 40, 2);
  private final RgbImage tall = Images.noise(30, 90, 3);

  private FakeModel looking(String name, int rank, int least, int most) {
    return FakeTools.transform(triton, name, rank)
        .parameter("chatbrush.options", "[]")
        .parameter("chatbrush.references", String.valueOf(most))
        .parameter("chatbrush.references_least", String.valueOf(least));
  }

  private EditRequest lookingAt(RgbImage... references) {
    return new EditRequest(
        png,
        Optional.empty(),
        false,
        "image_transform",
        "like that",
        EditOptions.none(),
        1,
        Optional.empty(),
        Arrays.stream(references).map(ImageEncoder::png).toList(),
        "");
  }

  @Test
  void eachGoesToTheModelInItsOwnSizeAndInOrder() {
    FakeModel model = looking("editor", 10, 0, 2);

    run(lookingAt(small, tall));

    var sent = model.received().get(0);
    Tensor first = FakeTools.input(sent, "reference_image_1");
    assertThat(first.shape()).isEqualTo(Shape.of(40, 64, 3));
    assertThat(first.asUint8()).isEqualTo(small.rgb());
    assertThat(FakeTools.input(sent, "reference_image_2").asUint8()).isEqualTo(tall.rgb());
    assertThat(FakeTools.input(sent, "image").asUint8()).isEqualTo(image.rgb());
  }

  @Test
  void aModelThatTakesSoManyDoesItWhateverTheRankOfOthers() {
    plain(30);
    FakeModel two = looking("two", 20, 1, 2);
    FakeModel one = looking("one", 10, 1, 1);

    run(lookingAt(small, tall));
    run(lookingAt());

    assertThat(two.received()).hasSize(1);
    assertThat(one.received()).isEmpty();
  }

  @Test
  void withoutSuchAModelItSaysHowManyAreTaken() {
    looking("one", 10, 1, 1);

    assertThat(problem(lookingAt(small, tall)))
        .hasMessage("'image_transform' looks at 1 other pictures at most; 2 came. Send no more.")
        .extracting(ToolProblem::code)
        .isEqualTo("REFERENCES_NOT_TAKEN");
    assertThat(problem(lookingAt()).code()).isEqualTo("REFERENCE_NEEDED");
  }

  @Test
  void opacityOfAReferenceGoesToToolsThatKnowItAndIsLaidOnWhiteForOthers() {
    byte[] alpha = new byte[64 * 40];
    RgbImage nothing = small.withAlpha(alpha);
    FakeModel plain = looking("editor", 10, 0, 1);
    run(lookingAt(nothing));

    byte[] white = new byte[small.rgb().length];
    Arrays.fill(white, (byte) 255);
    Tensor flat = FakeTools.input(plain.received().get(0), "reference_image_1");
    assertThat(flat.asUint8()).isEqualTo(white);

    FakeModel keeping = looking("keeping", 20, 0, 1).parameter("chatbrush.alpha", "keep");
    run(lookingAt(nothing));
    Tensor whole = FakeTools.input(keeping.received().get(0), "reference_image_1");
    assertThat(whole.shape()).isEqualTo(Shape.of(40, 64, 4));
  }

  @Test
  void aReferenceThatIsNoPictureIsRefusedBeforeAnythingRuns() {
    looking("editor", 10, 0, 1);
    EditRequest damaged =
        new EditRequest(
            png,
            Optional.empty(),
            false,
            "image_transform",
            "like that",
            EditOptions.none(),
            1,
            Optional.empty(),
            List.of(new byte[] {1, 2, 3}),
            "");

    assertThat(problem(damaged).code()).isEqualTo("IMAGE_INVALID");
    assertThat(listener.heard).isEmpty();
  }

  @Test
  void whatCannotBeInMemoryTogetherIsRefusedAndALargePictureAloneIsNot() {
    long heap = 1L << 30;
    long large = 3 * heap / 4;

    assertThat(EditInput.together(2 * heap, 0, heap)).isEqualTo(2 * heap);
    assertThat(EditInput.together(large, heap / 16, heap)).isEqualTo(large + heap / 16);
    assertThatThrownBy(() -> EditInput.together(large, heap / 8, heap))
        .isInstanceOf(ToolProblem.class)
        .hasMessageContaining("too large together");
  }
}
