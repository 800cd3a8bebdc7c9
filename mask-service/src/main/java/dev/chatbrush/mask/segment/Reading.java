package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.Dots;
import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.decode.DecoderOutput;
import dev.chatbrush.mask.decode.LogitsToMask;
import dev.chatbrush.mask.embedding.EncoderFrame;

/** One of the decoder's masks at the picture's size. */
record Reading(DecoderOutput output, int token, MaskPart mask) {
  /** The mask as it came. */
  static Reading asFound(DecoderOutput output, int token, EncoderFrame frame) {
    return new Reading(output, token, LogitsToMask.of(output, token, frame));
  }

  /** The mask without dots. */
  static Reading tidied(DecoderOutput output, int token, EncoderFrame frame) {
    MaskPart mask = LogitsToMask.of(output, token, frame);
    return new Reading(output, token, Dots.remove(mask, Tidy.DOT_SHARE));
  }

  /** Intersection over union with another mask of the picture, 0 to 1. */
  double overlap(Reading other) {
    long common = mask.intersect(other.mask).mask().area();
    long either = mask.mask().area() + other.mask.mask().area() - common;
    return either == 0 ? 1 : (double) common / either;
  }

  float score() {
    return output.scores()[token];
  }
}
