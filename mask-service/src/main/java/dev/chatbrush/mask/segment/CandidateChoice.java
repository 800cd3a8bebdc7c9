package dev.chatbrush.mask.segment;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.mask.decode.DecoderOutput;
import dev.chatbrush.mask.decode.LogitsToMask;
import dev.chatbrush.mask.decode.Prompt;
import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.mask.problem.MaskProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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

  /** The token that the person chose among the candidates. */
  static int wanted(DecoderOutput output, EncoderFrame frame, int index) {
    List<Candidate> candidates = candidates(output, frame);
    return candidates.get(requireIndex(index, candidates.size())).token();
  }

  /** All tokens, the one to take first. */
  static List<Integer> ranking(DecoderOutput output, EncoderFrame frame, Prompt prompt) {
    boolean hasSingle = output.tokens() == TOKENS_WITH_SINGLE;
    boolean ambiguous = prompt.points().size() == 1; // padding is the second point
    double[] worth = new double[output.tokens()];
    for (int token = 0; token < worth.length; token++) {
      worth[token] = output.scores()[token];
      if (prompt.box().isPresent()) {
        worth[token] *= BoxFit.overlap(output, token, frame, prompt.box().get());
      } else if (hasSingle && token == 0) {
        worth[token] = ambiguous ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      }
    }
    return IntStream.range(0, worth.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer token) -> worth[token]).reversed())
        .toList();
  }

  static CandidateChoice of(DecoderOutput output, EncoderFrame frame, int token) {
    List<Candidate> candidates = candidates(output, frame);
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
