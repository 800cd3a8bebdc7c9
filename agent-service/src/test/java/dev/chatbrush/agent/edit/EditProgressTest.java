package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.imaging.codec.ImageDecoder;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is heard of an edit while it runs. */
class EditProgressTest extends ToolTestCase {

  @Test
  void reportsStepsAndPreviewsInTheWholePicture() {
    FakeTools.erase(triton, "eraser", 10);

    run(erase());

    assertThat(listener.heard)
        .containsExactly(
            "started eraser", "step 1 of 2", "preview 1 800x600", "step 2 of 2", "finished 0");
    assertThat(ImageDecoder.decode(listener.preview).width()).isEqualTo(800);
  }

  @Test
  void countsLaterVariationsIntoTheTimeLeft() {
    FakeTools.transform(triton, "looks", 10).behaves(FakeTools.seeded());

    runner().run(variations(3, seeded(1)), listener, cancellation);

    OptionalDouble afterTheFirst = listener.secondsLeft.get(0);
    OptionalDouble afterTheLast = listener.secondsLeft.get(2);
    assertThat(afterTheFirst.orElseThrow()).isPositive();
    assertThat(afterTheLast.orElseThrow()).isZero();
  }
}
