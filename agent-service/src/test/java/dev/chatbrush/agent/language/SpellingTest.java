package dev.chatbrush.agent.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {
  private final SentenceReader reader = SentenceReader.of(List.of());

  @ParameterizedTest
  @ValueSource(strings = {"remvoe it", "delte it", "eraze it", "errase it", "삭재해줘", "지 워 줘"})
  void mendsSlipsInWordsThatAskForSomething(String text) {
    assertThat(reader.read(text)).anyMatch(clause -> clause.has(WordClass.ERASE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a remote", "the charge", "a knight", "the chance", "지우개", "날개"})
  void leavesOtherWordsAlone(String text) {
    assertThat(reader.read(text))
        .noneMatch(clause -> clause.has(WordClass.ERASE, WordClass.CHANGE, WordClass.LOOK));
  }
}
