package dev.chatbrush.triton.catalogue;

/** How a picture becomes a segment encoder's square input. */
public enum EncoderGeometry {
  /** The longest side is scaled to the input's side; the rest is padded with the mean colour. */
  LONGEST_SIDE,
  /** Both sides are scaled to the input's side. */
  STRETCH
}
