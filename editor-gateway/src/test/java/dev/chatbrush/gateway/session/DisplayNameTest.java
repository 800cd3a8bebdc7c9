package dev.chatbrush.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayNameTest {

  @ParameterizedTest
  @CsvSource({
    "cat.jpg, cat.jpg",
    "../../etc/passwd, passwd",
    "'C:\\photos\\cat.jpg', cat.jpg",
    "'  cat.jpg ', cat.jpg",
    "'..', photo",
    "'', photo",
    "고양이.png, 고양이.png"
  })
  void keepsTheNameOnly(String fileName, String expected) {
    assertThat(DisplayName.clean(fileName)).isEqualTo(expected);
  }

  @Test
  void composesKorean() {
    assertThat(DisplayName.clean("\u1100\u1169.png")).isEqualTo("\uace0.png");
  }

  @Test
  void removesWhatTurnsTextAround() {
    assertThat(DisplayName.clean("cat\u202Egpj.exe\u0000\r\n\u200B")).isEqualTo("catgpj.exe");
  }

  @Test
  void namesTheNameless() {
    assertThat(DisplayName.clean(null)).isEqualTo("photo");
    assertThat(DisplayName.clean("\u0007")).isEqualTo("photo");
  }

  @Test
  void shortensWithoutCuttingACharacter() {
    String name = DisplayName.clean("x" + "😀".repeat(200));

    assertThat(name.length()).isBetween(118, 120);
    assertThat(name.codePoints().skip(1)).allMatch(c -> c == 0x1F600);
  }

  @Test
  void takesWhateverComes() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      String name =
          random
              .ints(random.nextInt(200), 0, 0x11000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      String clean = DisplayName.clean(name);

      assertThat(clean).isNotBlank().doesNotContain("/", "\\", "\n", "\u202E");
      assertThat(clean.length()).isLessThanOrEqualTo(120);
    }
  }
}
