package dev.chatbrush.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.error.UnexpectedResponseException;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTensorsTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB
      })
  void redComesFirstAndRowsFollowRows(int type) {
    BufferedImage image = new BufferedImage(2, 1, type);
    image.setRGB(0, 0, 0xFF112233);
    image.setRGB(1, 0, 0xFF445566);

    Tensor tensor = ImageTensors.of("image", image);

    assertThat(tensor.shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(tensor.asUint8()).containsExactly(0x11, 0x22, 0x33, 0x44, 0x55, 0x66);
  }

  @Test
  void partOfPictureIsOnlyThatPart() {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_3BYTE_BGR);
    image.setRGB(2, 2, 0xFF112233);

    Tensor tensor = ImageTensors.of("image", image.getSubimage(2, 2, 1, 1));

    assertThat(tensor.asUint8()).containsExactly(0x11, 0x22, 0x33);
  }

  @Test
  void pictureComesBack() {
    Tensor tensor = Tensor.ofUint8("image", new byte[] {1, 2, 3, 4, 5, 6}, 2, 1, 3);

    BufferedImage image = ImageTensors.toImage(tensor);

    assertThat(image.getRGB(0, 1)).isEqualTo(0xFF040506);
    assertThat(ImageTensors.of("image", image)).isEqualTo(tensor);
  }

  @Test
  void otherTensorsAreNoPictures() {
    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> ImageTensors.toImage(Tensor.ofUint8("x", new byte[4], 2, 2)))
        .withMessageContaining("'x' UINT8[2,2]");
    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> ImageTensors.toImage(Tensor.ofUint8("x", new byte[0], 0, 2, 3)));
  }
}
