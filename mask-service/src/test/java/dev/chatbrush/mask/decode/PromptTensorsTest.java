package dev.chatbrush.mask.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.triton.catalogue.EncoderGeometry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptTensorsTest {
  private static final EncoderFrame FRAME =
      EncoderFrame.of(512, 256, 1024, EncoderGeometry.LONGEST_SIDE);

  @Test
  void clicksAreScaledAndPadded() {
    Prompt prompt =
        new Prompt(
            List.of(new PromptPoint(100.5, 50.5, false), new PromptPoint(0.5, 255.5, true)),
            Optional.empty());

    PromptTensors tensors = PromptTensors.of(prompt, FRAME);

    assertThat(tensors.coords()).containsExactly(200.5f, 100.5f, 0.5f, 510.5f, 0, 0);
    assertThat(tensors.labels()).containsExactly(1, 0, -1);
  }

  @Test
  void aBoxTakesThePlaceOfThePadding() {
    Prompt prompt = new Prompt(List.of(), Optional.of(new PromptBox(0, 10, 512, 256)));

    PromptTensors tensors = PromptTensors.of(prompt, FRAME);

    assertThat(tensors.coords()).containsExactly(-0.5f, 19.5f, 1023.5f, 511.5f);
    assertThat(tensors.labels()).containsExactly(2, 3);
  }

  @Test
  void theCentreOfATinyPicturesPixelIsTheCentreOfItsSquare() {
    EncoderFrame tiny = EncoderFrame.of(8, 8, 1024, EncoderGeometry.LONGEST_SIDE);
    Prompt prompt = new Prompt(List.of(new PromptPoint(0.5, 7.5, false)), Optional.empty());

    PromptTensors tensors = PromptTensors.of(prompt, tiny);

    // The graph adds half a pixel: (64, 960).
    assertThat(tensors.coords()).startsWith(63.5f, 959.5f);
  }

  @Test
  void onlyMoreClicksBehindExtendAPrompt() {
    PromptPoint one = new PromptPoint(1, 1, false);
    PromptPoint two = new PromptPoint(2, 2, false);
    Prompt first = new Prompt(List.of(one), Optional.empty());
    Prompt both = new Prompt(List.of(one, two), Optional.empty());
    Prompt boxed = new Prompt(List.of(one, two), Optional.of(new PromptBox(0, 0, 5, 5)));

    assertThat(both.extendsPrompt(first)).isTrue();
    assertThat(first.extendsPrompt(both)).isFalse();
    assertThat(first.extendsPrompt(first)).isFalse();
    assertThat(boxed.extendsPrompt(first)).isFalse();
    assertThat(new Prompt(List.of(two, one), Optional.empty()).extendsPrompt(first)).isFalse();
  }
}
