package dev.chatbrush.gateway.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.codec.file.ImageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "'', PNG",
    "'image/webp', WEBP",
    "'image/jpeg;q=0.5, image/webp;q=0.6', WEBP",
    "'image/png;q=0, image/*', JPEG",
    "'IMAGE/WEBP', WEBP",
    "'image/webp;q=nonsense', WEBP"
  })
  void weighsTheAcceptedFormats(String accept, ImageFormat expected) {
    assertThat(FormatChoice.choose(null, accept)).isEqualTo(expected);
  }

  @Test
  void saysWhatItCanSend() {
    assertThatThrownBy(() -> FormatChoice.choose(null, "text/plain, image/gif"))
        .hasMessageContaining("image/webp");
  }
}
