package dev.chatbrush.imaging.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OverlayPngTest {
  private final Mask mask = Mask.rectangle(20, 10, new Region(5, 2, 8, 4));

  @Test
  void otherReadersSeeColourAndOpacity() throws IOException {
    byte[] png = OverlayPng.encode(mask, 0x3b82f6, 0.5);

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

    assertThat(image.getColorModel().hasAlpha()).isTrue();
    assertThat(image.getRGB(6, 3)).isEqualTo(0x803b82f6);
    assertThat(image.getRGB(0, 0) >>> 24).isZero();
  }

  @Test
  void laidOnWhiteItIsTheTint() {
    RgbImage image = ImageDecoder.decode(OverlayPng.encode(mask, 0xff0000, 1)).on(RgbImage.WHITE);

    assertThat(Pictures.pixel(image, 6, 3)).containsExactly(255, 0, 0);
    assertThat(Pictures.pixel(image, 0, 0)).containsExactly(255, 255, 255);
  }

  @Test
  void aSoftEdgeStaysSoft() {
    Mask soft = MaskOps.feather(mask, 2);

    assertThat(MaskPng.decode(OverlayPng.encode(soft, 0xffffff, 1), 20, 10)).isEqualTo(soft);
  }

  @Test
  void anOpacityBeyondOneIsRefused() {
    assertThatThrownBy(() -> OverlayPng.encode(mask, 0, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an opacity must be 0 to 1, got 1.5");
    assertThatThrownBy(() -> OverlayPng.encode(mask, 0x1000000, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a colour must be");
  }
}
