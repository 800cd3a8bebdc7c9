package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.mask.Mask;
import org.junit.jupiter.api.Test;

/** When a shadow is offered; how it is found is tested in {@code imaging}. */
class SuggestionTest extends ToolTestCase {
  private static final Region SHADOW = new Region(380, 300, 160, 40);

  private final Mask ball = Mask.rectangle(800, 600, new Region(350, 200, 100, 100));

  @Test
  void offersTheShadowWithAnEraseAndDoesNotImposeIt() {
    FakeTools.erase(triton, "eraser", 10);

    EditResult result = run(erase(lawnWithShadow(), ball));

    Suggestion offer = result.suggestion().orElseThrow();
    assertThat(offer.kind()).isEqualTo(Suggestion.Kind.SHADOW);
    assertThat(offer.mask().selected(500, 330)).isTrue();
    assertThat(result.grownMask().orElseThrow().selected(500, 330)).isFalse();
  }

  @Test
  void offersNothingForADrawnMask() {
    FakeTools.erase(triton, "eraser", 10);
    EditRequest clicked = erase(lawnWithShadow(), ball);
    EditRequest drawn =
        new EditRequest(
            clicked.picture(),
            clicked.mask(),
            true,
            clicked.tool(),
            clicked.prompt(),
            clicked.options());

    assertThat(run(drawn).suggestion()).isEmpty();
  }

  private static RgbImage lawnWithShadow() {
    byte[] rgb = new byte[800 * 600 * 3];
    for (int i = 0; i < rgb.length / 3; i++) {
      boolean shaded = SHADOW.contains(i % 800, i / 800);
      rgb[3 * i] = (byte) (shaded ? 48 : 96);
      rgb[3 * i + 1] = (byte) (shaded ? 75 : 150);
      rgb[3 * i + 2] = (byte) (shaded ? 40 : 80);
    }
    return new RgbImage(800, 600, rgb);
  }
}
