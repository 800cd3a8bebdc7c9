package dev.chatbrush.agent.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceReaderTest {
  private final SentenceReader reader = SentenceReader.of(List.of());

  @Test
  void partsWordsThatWereWrittenTogether() {
    List<Clause> clauses = reader.read("배경을겨울로바꿔줘");

    assertThat(clauses).hasSize(1);
    assertThat(clauses.get(0).tokens())
        .extracting(Token::english)
        .containsExactly("background", "winter", "change", "");
    assertThat(clauses.get(0).tokens())
        .extracting(Token::role)
        .startsWith(Role.OBJECT, Role.RESULT);
  }

  @Test
  void knowsOneVerbInManyForms() {
    for (String form :
        List.of("지워", "지워줘", "지우자", "지울까", "지웁시다", "지우세요", "지우고", "지웠으면", "지운", "지우렴")) {
      assertThat(reader.read(form).get(0).has(WordClass.ERASE)).as(form).isTrue();
    }
  }

  @Test
  void leavesWordsAloneThatOnlyStartLikeAVerb() {
    for (String word : List.of("지우개", "해바라기", "치우친")) {
      assertThat(reader.read(word).get(0).has(WordClass.ERASE)).as(word).isFalse();
    }
  }

  @Test
  void endsAClauseAtItsConnective() {
    List<Clause> clauses = reader.read("지우고 밤으로 바꿔줘");

    assertThat(clauses).extracting(Clause::said).containsExactly("지우고", "밤으로 바꿔줘");
  }

  @Test
  void findsTheNegatedClause() {
    assertThat(reader.read("지우지 말고 밝게 해줘"))
        .extracting(Clause::negated)
        .containsExactly(true, false);
    assertThat(reader.read("don't erase this, make it brighter"))
        .extracting(Clause::negated)
        .containsExactly(true, false);
  }
}
