package dev.chatbrush.mask.segment;

/** What is done to a mask before it is refined. */
public enum Tidy {
  /**
   * What a model found has no dots, agrees with the clicks and goes to the ends of thin things;
   * what a person drew stays as it is.
   */
  FOUND,
  /** So too, and what was drawn or uploaded has no dots either. */
  ALL,
  /** Nothing: a model's answer stays as it came. */
  NOTHING;

  /** Holes and islands below this share of the largest part are dots. */
  static final double DOT_SHARE = 0.005;
}
