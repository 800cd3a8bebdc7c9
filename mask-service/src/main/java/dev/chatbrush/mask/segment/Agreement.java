package dev.chatbrush.mask.segment;

import dev.chatbrush.mask.decode.DecoderOutput;
import dev.chatbrush.mask.decode.MaskDecoder;
import dev.chatbrush.mask.decode.MaskDecoder.Decoded;
import dev.chatbrush.mask.decode.MaskDecoder.Question;
import dev.chatbrush.mask.decode.Prompt;
import dev.chatbrush.mask.decode.PromptPoint;
import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.mask.telemetry.PartTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way from a prompt to a mask that agrees with its clicks, for one request and thread. Mostly
 * the decoder's first choice does, but for a few pixels at its edge. Else another of its masks may;
 * else it is given its own mask and asked again; else the thing at each click that is still on the
 * wrong side is asked for by itself, and taken to the mask or away from it. Nothing may change the
 * mask from the ground up: mostly the first choice is right, and one click of several is beside it.
 */
final class Agreement {
  /** Share of the first choice's score that another mask needs to stand in for it. */
  private static final double CLOSE = 0.8;

  /** Least overlap with the first choice of what stands in for it. */
  private static final double LEAST_OVERLAP = 0.5;

  /** Most of the mask that an exclude takes away. */
  private static final double MOST_TAKEN = 1.0 / 3;

  /** Each costs a decoder call. */
  private static final int MOST_OBJECTS = 3;

  private final MaskDecoder decoder;
  private final Question question;
  private final Clicks clicks;
  private final PartTimer parts;
  private final EncoderFrame frame;

  Agreement(MaskDecoder decoder, Question question, Clicks clicks, PartTimer parts) {
    this.decoder = decoder;
    this.question = question;
    this.clicks = clicks;
    this.parts = parts;
    this.frame = question.embedding().frame();
  }

  Reading reach(Decoded decoded) {
    DecoderOutput output = decoded.output();
    if (decoded.agreed().isPresent()) {
      return paint(output, decoded.agreed().getAsInt());
    }
    List<Integer> ranking = CandidateChoice.ranking(output, frame, question.prompt());
    Reading first = paint(output, ranking.get(0));
    if (clicks.agree(first.mask())) {
      return question.prompt().isOneClick() ? thinner(first, ranking) : first;
    }
    return others(first, ranking)
        .filter(reading -> standsIn(reading, first))
        .findFirst()
        .or(() -> Optional.of(improved(first)).filter(reading -> standsIn(reading, first)))
        .orElseGet(() -> joined(first));
  }

  /** The wire that was clicked on, where the first choice is the sky behind it. */
  private Reading thinner(Reading first, List<Integer> ranking) {
    DecoderOutput output = first.output();
    if (ThinThings.isThin(output, first.token())) {
      return first;
    }
    PromptPoint click = question.prompt().points().get(0);
    return nearlyAsGood(first, ranking)
        .filter(token -> ThinThings.isThin(output, token)) // told by the grid: before it is painted
        .map(token -> paint(output, token))
        .filter(reading -> clicks.agree(reading.mask()))
        .findFirst()
        .filter(
            reading ->
                ThinThings.lineAt(click, reading.mask(), question.embedding().view()).isPresent())
        .orElse(first);
  }

  /** The decoder's other masks that it thinks nearly as good. */
  private Stream<Reading> others(Reading first, List<Integer> ranking) {
    return nearlyAsGood(first, ranking).map(token -> paint(first.output(), token));
  }

  private static Stream<Integer> nearlyAsGood(Reading first, List<Integer> ranking) {
    return ranking.stream()
        .skip(1)
        .filter(token -> first.output().scores()[token] >= CLOSE * first.score());
  }

  private boolean standsIn(Reading reading, Reading first) {
    return clicks.agree(reading.mask()) && reading.overlap(first) >= LEAST_OVERLAP;
  }

  private Reading improved(Reading first) {
    float[] own = first.output().mask(first.token());
    DecoderOutput output = parts.time("model", () -> decoder.improve(question, own));
    return paint(output, CandidateChoice.ranking(output, frame, question.prompt()).get(0));
  }

  private Reading paint(DecoderOutput output, int token) {
    return parts.time("mask", () -> Reading.tidied(output, token, frame));
  }

  private Reading joined(Reading found) {
    Reading reading = found;
    for (PromptPoint point : clicks.astray(found.mask()).stream().limit(MOST_OBJECTS).toList()) {
      Optional<Reading> object = objectAt(point);
      if (object.isPresent()) {
        float[] other = object.get().output().mask(object.get().token());
        int token = reading.token();
        Reading changed = paint(reading.output().joined(token, other, point.exclude()), token);
        double left = (1 - MOST_TAKEN) * reading.mask().mask().area();
        reading = changed.mask().mask().area() >= left ? changed : reading;
      }
    }
    return reading;
  }

  /** What is at a click, without anything that a click on the other side wants. */
  private Optional<Reading> objectAt(PromptPoint point) {
    List<PromptPoint> points = new ArrayList<>();
    points.add(new PromptPoint(point.x(), point.y(), false));
    clicks
        .opposing(point)
        .forEach(other -> points.add(new PromptPoint(other.x(), other.y(), true)));
    Question about = question.about(new Prompt(points, Optional.empty()));
    DecoderOutput output = parts.time("model", () -> decoder.ask(about));
    Clicks wanted = clicks.of(about.prompt());
    return CandidateChoice.ranking(output, frame, about.prompt()).stream()
        .map(token -> paint(output, token))
        .filter(reading -> wanted.agree(reading.mask()))
        .findFirst();
  }
}
