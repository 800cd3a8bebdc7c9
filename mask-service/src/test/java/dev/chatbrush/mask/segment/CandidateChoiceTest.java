package dev.chatbrush.mask.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.mask.decode.DecoderOutput;
import dev.chatbrush.mask.decode.DecoderOutputs;
import dev.chatbrush.mask.decode.Prompt;
import dev.chatbrush.mask.decode.PromptBox;
import dev.chatbrush.mask.decode.PromptPoint;
import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.catalogue.EncoderGeometry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidateChoiceTest {
  private static final EncoderFrame FRAME =
      EncoderFrame.of(1024, 1024, 1024, EncoderGeometry.LONGEST_SIDE);

  /** Token 0 is the single answer; whole is token 1, part token 2, object token 3. */
  private static final DecoderOutput OUTPUT =
      DecoderOutputs.rectangles(
          new float[] {0.99f, 0.7f, 0.8f, 0.9f},
          new int[] {0, 0, 40, 40},
          new int[] {0, 0, 100, 100},
          new int[] {0, 0, 10, 10},
          new int[] {0, 0, 50, 50});

  private static final PromptPoint CLICK = new PromptPoint(20, 20, false);
  private static final Prompt ONE_CLICK = new Prompt(List.of(CLICK), Optional.empty());
  private static final Prompt TWO_CLICKS = new Prompt(List.of(CLICK, CLICK), Optional.empty());

  @Test
  void oneClickTakesTheBestOfTheReadings() {
    CandidateChoice choice = choice(OUTPUT, ONE_CLICK);

    assertThat(choice.token()).isEqualTo(3);
    assertThat(choice.taken()).hasValue(1);
  }

  @Test
  void severalClicksTakeTheSingleAnswer() {
    CandidateChoice choice = choice(OUTPUT, TWO_CLICKS);

    assertThat(choice.token()).isZero();
    assertThat(choice.taken()).isEmpty();
  }

  @Test
  void aBoxTakesTheReadingThatFillsIt() {
    CandidateChoice wide = choice(new PromptBox(0, 0, 390, 410));
    CandidateChoice narrow = choice(new PromptBox(0, 0, 41, 39));
    CandidateChoice single = choice(new PromptBox(0, 0, 160, 160));

    assertThat(wide.token()).isEqualTo(1);
    assertThat(narrow.token()).isEqualTo(2);
    assertThat(single.token()).isZero();
    assertThat(single.taken()).isEmpty();
  }

  private static CandidateChoice choice(PromptBox box) {
    return choice(OUTPUT, new Prompt(List.of(), Optional.of(box)));
  }

  private static CandidateChoice choice(DecoderOutput output, Prompt prompt) {
    int first = CandidateChoice.ranking(output, FRAME, prompt).get(0);
    return CandidateChoice.of(output, FRAME, first);
  }

  @Test
  void theOthersFollowByTheirScoreAndTheSingleAnswerOfOneClickIsTheLast() {
    assertThat(CandidateChoice.ranking(OUTPUT, FRAME, ONE_CLICK)).containsExactly(3, 2, 1, 0);
    assertThat(CandidateChoice.ranking(OUTPUT, FRAME, TWO_CLICKS)).containsExactly(0, 3, 2, 1);
  }

  @Test
  void readingsAreNamedBySize() {
    CandidateChoice choice = choice(OUTPUT, ONE_CLICK);

    assertThat(choice.candidates())
        .extracting(Candidate::name)
        .containsExactly("part", "object", "whole");
    assertThat(choice.candidates()).extracting(Candidate::token).containsExactly(2, 3, 1);
    assertThat(choice.candidates())
        .extracting(Candidate::area)
        .containsExactly(1600L, 40000L, 160000L);
  }

  @Test
  void thePersonsChoiceIsOneOfTheCandidates() {
    assertThat(CandidateChoice.wanted(OUTPUT, FRAME, 0)).isEqualTo(2);
    assertThat(CandidateChoice.of(OUTPUT, FRAME, 2).taken()).hasValue(0);
    assertThatThrownBy(() -> CandidateChoice.wanted(OUTPUT, FRAME, 3))
        .isInstanceOf(MaskProblem.class)
        .hasMessageContaining("3 candidates, 0 to 2, but 3");
  }

  @Test
  void aDecoderOfThreeTokensHasNoSingleAnswer() {
    DecoderOutput three =
        DecoderOutputs.rectangles(
            new float[] {0.1f, 0.9f, 0.2f},
            new int[] {0, 0, 9, 9},
            new int[] {0, 0, 5, 5},
            new int[] {0, 0, 7, 7});

    CandidateChoice choice = choice(three, TWO_CLICKS);

    assertThat(choice.token()).isEqualTo(1);
    assertThat(choice.taken()).hasValue(0);
  }
}
