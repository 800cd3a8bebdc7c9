package dev.chatbrush.mask.segment;

import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.mask.problem.MaskProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which mask to take. Token 0 of four is the decoder's single answer; the others are readings of an
 * ambiguous prompt. Source: segment-anything, SamOnnxModel.select_masks: the single answer when the
 * decoder gets three points or more, padding counted, else the best score of the others.
 *
 * @param token the one taken
 * @param taken its index among the candidates; empty for the single answer
 */
record CandidateChoice(int token, OptionalInt taken, List<Candidate> candidates) {
  private static final int TOKENS_WITH_SINGLE = 4;
  private static final int MOST_POINTS_OF_AMBIGUITY = 2;

  static CandidateChoice of(
      DecoderOutput output, EncoderFrame frame, int pointCount, OptionalInt wanted) {
    List<Candidate> candidates = candidates(output, frame);
    if (wanted.isPresent()) {
      return take(candidates.get(requireIndex(wanted.getAsInt(), candidates.size())), candidates);
    }
    boolean hasSingle = output.tokens() == TOKENS_WITH_SINGLE;
    if (hasSingle && pointCount > MOST_POINTS_OF_AMBIGUITY) {
      return new CandidateChoice(0, OptionalInt.empty(), candidates);
    }
    Candidate best =
        candidates.stream().max(Comparator.comparingDouble(Candidate::score)).orElseThrow();
    return take(best, candidates);
  }

  private static CandidateChoice take(Candidate candidate, List<Candidate> candidates) {
    return new CandidateChoice(candidate.token(), OptionalInt.of(candidate.index()), candidates);
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
      throw MaskProblem.invalid(
          "SELECTION_INVALID",
          "There are %d candidates, 0 to %d, but %d was asked for."
              .formatted(count, count - 1, index));
    }
    return index;
  }
}
