package dev.chatbrush.mask.segment;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.mask.problem.MaskProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which mask to take. Token 0 of four is the decoder's single answer; the others are readings of an
 * ambiguous prompt. Clicks alone: the single answer when the decoder gets three points or more,
 * padding counted, else the best score of the others (source: segment-anything,
 * SamOnnxModel.select_masks). With a box: the best by {@link BoxFit} of all four.
 *
 * @param token the one taken
 * @param taken its index among the candidates; empty for the single answer
 */
record CandidateChoice(int token, OptionalInt taken, List<Candidate> candidates) {
  private static final int TOKENS_WITH_SINGLE = 4;

  static CandidateChoice of(
      DecoderOutput output, EncoderFrame frame, Prompt prompt, OptionalInt wanted) {
    List<Candidate> candidates = candidates(output, frame);
    if (wanted.isPresent()) {
      int index = requireIndex(wanted.getAsInt(), candidates.size());
      return take(candidates.get(index).token(), candidates);
    }
    return take(bestToken(output, frame, prompt), candidates);
  }

  private static int bestToken(DecoderOutput output, EncoderFrame frame, Prompt prompt) {
    if (prompt.box().isPresent()) {
      return BoxFit.bestToken(output, frame, prompt.box().get());
    }
    boolean hasSingle = output.tokens() == TOKENS_WITH_SINGLE;
    boolean ambiguous = prompt.points().size() == 1; // padding is the second point
    if (hasSingle && !ambiguous) {
      return 0;
    }
    int best = hasSingle ? 1 : 0;
    for (int token = best + 1; token < output.tokens(); token++) {
      best = output.scores()[token] > output.scores()[best] ? token : best;
    }
    return best;
  }

  private static CandidateChoice take(int token, List<Candidate> candidates) {
    OptionalInt index =
        candidates.stream()
            .filter(candidate -> candidate.token() == token)
            .mapToInt(Candidate::index)
            .findFirst();
    return new CandidateChoice(token, index, candidates);
  }

  private static List<Candidate> candidates(DecoderOutput output, EncoderFrame frame) {
    List<Candidate> bySize = new ArrayList<>();
    int first = output.tokens() == TOKENS_WITH_SINGLE ? 1 : 0;
    for (int token = first; token < output.tokens(); token++) {
      long area = LogitsToMask.estimateArea(output, token, frame);
      bySize.add(new Candidate(0, "", token, output.scores()[token], area));
    }
    bySize.sort(Comparator.comparingLong(Candidate::area));
    List<Candidate> named = new ArrayList<>();
    for (int i = 0; i < bySize.size(); i++) {
      Candidate one = bySize.get(i);
      named.add(new Candidate(i, nameOf(i, bySize.size()), one.token(), one.score(), one.area()));
    }
    return List.copyOf(named);
  }

  private static String nameOf(int index, int count) {
    if (count == 1) {
      return "object";
    }
    return index == 0 ? "part" : index == count - 1 ? "whole" : "object";
  }

  private static int requireIndex(int index, int count) {
    if (index < 0 || index >= count) {
      throw MaskProblem.of(
          ProblemCode.SELECTION_INVALID,
          "There are %d candidates, 0 to %d, but %d was asked for."
              .formatted(count, count - 1, index));
    }
    return index;
  }
}
